import { InputError } from "../../core/errors.ts";
import { Input } from "../../io/input.ts";
import { JsonReader } from "../../io/json/jsonReader.ts";
import { isObject, toPlainJson, type JsonValue } from "../../io/json/jsonValue.ts";
import { inputSource } from "../document/inputSource.ts";

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
  if (values.length !== 1) return manifest(input.name, {}, values);
  if (Array.isArray(only)) return manifest(input.name, {}, only);
  if (only instanceof Float64Array) return manifest(input.name, {}, Array.from(only));
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
  if (!("figures" in object)) return manifest(name, {}, [object]);
  const { defaults = {}, figures, ...rest } = object;
  const [unknown] = Object.keys(rest);
  if (unknown !== undefined) {
    throw new InputError(
      `${name}: "${unknown}": expected only "defaults" and "figures" beside each other`,
    );
  }
  if (!isObject(defaults)) throw new InputError(`${name}: "defaults": expected an object`);
  if (figures instanceof Float64Array) return manifest(name, defaults, Array.from(figures));
  if (!Array.isArray(figures)) throw new InputError(`${name}: "figures": expected an array`);
  return manifest(name, defaults, figures);
}

function manifest(name: string, defaults: JsonValue, figures: (JsonValue | number)[]): Manifest {
  return {
    name,
    defaults: toPlainJson(defaults, `${name}: defaults`) as ManifestFigure,
    figures: figures.map((figure, index) => toPlainJson(figure, `${name}: figures[${index}]`)),
  };
}
