import { InputError } from "../../core/errors.ts";
import { shown } from "../options/shown.ts";
import { fillTemplate } from "./fillTemplate.ts";
import type { Manifest, ManifestFigure } from "./readManifest.ts";

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
    throw new InputError(
      `--max-figures ${maxFigures}: ${name} has more figures; expected fewer, or a higher --max-figures`,
    );
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
