import { InputError, option } from "../../core/errors.ts";
import { shown } from "../../core/wording.ts";
import { Input } from "../../io/input.ts";
import { JsonReader } from "../../io/json/jsonReader.ts";
import { isObject, toPlainJson, type JsonValue } from "../../io/json/jsonValue.ts";
import { inputSource } from "../sources/sources.ts";

/** A figure as a manifest writes it: options by their long names in camelCase, `out`, `sweep`. */
export type ManifestFigure = Record<string, unknown>;

export interface Manifest {
  name: string;
  defaults: ManifestFigure;
  /** What is no object is the figure's own mistake, told when its turn comes. */
  figures: unknown[];
}

const MOST_BYTES = 64 * 2 ** 20;
const MOST_NUMBERS = 10_000_000;

/**
 * Reads a manifest: an array of figures, `{"defaults": …, "figures": […]}`, or
 * NDJSON with a figure a line.
 *
 * @param file `-` is standard input
 * @throws InputError where it is no such manifest
 */
export async function readManifest(file: string): Promise<Manifest> {
  const input = new Input(inputSource(file));
  const bytes = await input.bytes(MOST_BYTES);
  const values = readValues(bytes, input.name);
  const [only] = values;
  if (values.length !== 1) return manifestOf(input.name, {}, values);
  if (Array.isArray(only)) return manifestOf(input.name, {}, only);
  if (only instanceof Float64Array) return manifestOf(input.name, {}, Array.from(only));
  if (isObject(only)) return fromObject(input.name, only);
  throw new InputError(
    `${input.name}: expected an array of figures, {"defaults", "figures"} or NDJSON`,
  );
}

function readValues(bytes: Buffer, name: string): JsonValue[] {
  const reader = new JsonReader(bytes, name, MOST_NUMBERS);
  if (reader.atEnd()) throw new InputError(`${name}: the manifest is empty`);
  const values: JsonValue[] = [];
  while (!reader.atEnd()) values.push(reader.value());
  return values;
}

function fromObject(name: string, object: { [key: string]: JsonValue }): Manifest {
  if (!("figures" in object)) return manifestOf(name, {}, [object]);
  const { defaults = {}, figures, ...rest } = object;
  const [unknown] = Object.keys(rest);
  if (unknown !== undefined) {
    throw new InputError(
      `${name}: "${unknown}": expected only "defaults" and "figures" beside each other`,
    );
  }
  if (!isObject(defaults)) throw new InputError(`${name}: "defaults": expected an object`);
  if (figures instanceof Float64Array) return manifestOf(name, defaults, Array.from(figures));
  if (!Array.isArray(figures)) throw new InputError(`${name}: "figures": expected an array`);
  return manifestOf(name, defaults, figures);
}

function manifestOf(name: string, defaults: JsonValue, figures: (JsonValue | number)[]): Manifest {
  return {
    name,
    defaults: toPlainJson(defaults, `${name}: defaults`) as ManifestFigure,
    figures: figures.map((figure, index) => toPlainJson(figure, `${name}: figures[${index}]`)),
  };
}

/** One figure to draw: a manifest's figure with the defaults, one combination of its sweep. */
export interface Entry {
  /** Where the manifest has it: `figures[3]`. */
  place: string;
  /** The output file as the manifest names it, template filled in. */
  out?: string;
  options: ManifestFigure;
  /** What is wrong with the entry itself. */
  error?: InputError;
}

/**
 * The manifest's figures in its order, sweeps multiplied out, the last key of a
 * sweep changing fastest.
 *
 * @throws InputError where there are more than `maxFigures`
 */
export function expandManifest({ name, defaults, figures }: Manifest, maxFigures: number): Entry[] {
  const entries: Entry[] = [];
  for (const [index, figure] of figures.entries()) {
    const place = `figures[${index}]`;
    if (!isRecord(figure)) {
      entries.push({ place, options: {}, error: new InputError("expected an object of options") });
    } else {
      const { sweep, ...options } = { ...defaults, ...figure };
      const room = maxFigures - entries.length;
      entries.push(...expandFigure(place, options, sweep, entries.length, room, tooMany));
    }
    if (entries.length > maxFigures) tooMany();
  }
  return entries;

  function tooMany(): never {
    throw InputError.of`${option("maxFigures")} ${maxFigures}: ${name} has more figures; expected fewer, or a higher ${option("maxFigures")}`;
  }
}

function expandFigure(
  place: string,
  options: ManifestFigure,
  sweep: unknown,
  firstIndex: number,
  room: number,
  tooMany: () => never,
): Entry[] {
  if (sweep === undefined || sweep === null) return [entry(place, options, firstIndex)];
  const axes = isRecord(sweep) ? Object.entries(sweep) : undefined;
  const wrong = axes?.find(([, values]) => !Array.isArray(values));
  if (!axes || wrong) {
    const where = wrong ? `sweep.${shown(wrong[0])}` : "sweep";
    return [
      {
        place,
        options,
        error: new InputError(`${where}: expected an array of values for each option`),
      },
    ];
  }
  const empty = axes.find(([, values]) => (values as unknown[]).length === 0);
  if (empty) {
    const error = new InputError(`sweep.${shown(empty[0])}: no values, expected at least one`);
    return [{ ...entry(place, options, firstIndex), error }];
  }
  const sizes = axes.map(([, values]) => (values as unknown[]).length);
  if (sizes.reduce((product, size) => product * size, 1) > room) tooMany();
  return combinations(axes as [string, unknown[]][]).map((chosen, k) =>
    entry(place, { ...options, ...chosen }, firstIndex + k),
  );
}

function combinations(axes: [string, unknown[]][]): ManifestFigure[] {
  return axes.reduce<ManifestFigure[]>(
    (chosen, [name, values]) =>
      chosen.flatMap((before) => values.map((value) => ({ ...before, [name]: value }))),
    [{}],
  );
}

/** Fills the templates `out` and `title`. @param index of the figure among all, for `{index}` */
function entry(place: string, { out, ...given }: ManifestFigure, index: number): Entry {
  if (typeof out !== "string" || out === "") {
    return { place, options: given, error: new InputError("out: expected a file name") };
  }
  try {
    const values = { index, ...given };
    const options = { ...given };
    if (typeof given.title === "string") options.title = fillTemplate("title", given.title, values);
    return { place, options, out: fillTemplate("out", out, values, withoutSlashes) };
  } catch (error) {
    if (error instanceof InputError) return { place, options: given, error };
    throw error;
  }
}

function withoutSlashes(value: string): string {
  return value.replace(/[/\\\0]/g, "_");
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/**
 * Puts an entry's values in a text: with the seed 3, `fig-{seed}.png` is
 * `fig-3.png` and `fig-{seed:03}.png` is `fig-003.png`. The elements of an
 * array are joined by `-`; `{{` and `}}` are braces.
 *
 * @param name of the text, for messages
 * @param clean what a value is made of before it is put in
 * @throws InputError where the entry has no such value, or one with digits asked for is no whole number
 */
function fillTemplate(
  name: string,
  template: string,
  values: Record<string, unknown>,
  clean: (value: string) => string = (value) => value,
): string {
  return template.replace(/\{\{|\}\}|\{([^{}]*)\}/g, (found, field?: string) => {
    if (field === undefined) return found[0];
    const [, key, digits] = /^(.*?)(?::0?(\d{1,2}))?$/s.exec(field) ?? [field, field];
    const value = Object.hasOwn(values, key) ? values[key] : undefined;
    const text = asText(value);
    if (text === undefined) {
      throw new InputError(
        `${name}: {${shown(field)}}: expected the name of an option that the figure gives, or index`,
      );
    }
    if (digits === undefined) return clean(text);
    if (!/^\d+$/.test(text)) {
      throw new InputError(
        `${name}: {${shown(field)}}: expected a whole number, not ${shown(text)}`,
      );
    }
    return text.padStart(Number(digits), "0");
  });
}

function asText(value: unknown): string | undefined {
  if (Array.isArray(value)) return value.map((item) => asText(item) ?? "").join("-");
  return ["string", "number", "boolean"].includes(typeof value) ? String(value) : undefined;
}
