import { type AnyGiven, type OptionRow, recordOptions } from "../../core/options/table.ts";
import { LANDSCAPE_OPTIONS, recordLandscapeOptions } from "../../core/landscapeOptions.ts";
import { withSize } from "../../render/figure/size.ts";
import { flagOf } from "../messages/flags.ts";
import { expectedPanels, PICTURE_OPTIONS, type PictureOptions } from "../picture.ts";
import { resolveSources } from "../sources/sources.ts";

/**
 * The words of the options that make a picture, those left out that say what is so anyway.
 *
 * @throws InputError where this version knows an option no more, or takes no such value
 */
export function optionWords(given: AnyGiven): string[] {
  const wanted = outcome(given);
  let needed = given;
  for (const key of Object.keys(given)) {
    const rest = Object.fromEntries(Object.entries(needed).filter(([name]) => name !== key));
    if (hasOutcome(rest, wanted)) needed = rest;
  }
  const options: AnyGiven = resolveSources(PICTURE_OPTIONS, needed);
  const rows: Readonly<Record<string, OptionRow<unknown>>> = PICTURE_OPTIONS;
  return Object.entries(rows)
    .filter(([key]) => needed[key] !== undefined)
    .flatMap(([key, row]) => wordsOf(key, row, options[key]));
}

function hasOutcome(given: AnyGiven, wanted: string): boolean {
  try {
    return outcome(given) === wanted;
  } catch {
    return false;
  }
}

/** Everything that the options come to, as far as it is known before the landscapes. */
function outcome(given: AnyGiven): string {
  const options: PictureOptions = resolveSources(PICTURE_OPTIONS, given);
  const all = recordOptions(PICTURE_OPTIONS, options);
  if (options.from) return JSON.stringify(all);
  const { width, height } = withSize(options, expectedPanels(options));
  const settled = { ...LANDSCAPE_OPTIONS, width, height };
  const others = Object.entries(all).filter(([key]) => !Object.hasOwn(settled, key));
  const landscapes = recordLandscapeOptions(options);
  return JSON.stringify({ ...Object.fromEntries(others), ...landscapes, width, height });
}

function wordsOf(key: string, { kind }: OptionRow<unknown>, value: unknown): string[] {
  const flag = flagOf(key);
  if (typeof value === "boolean") return [value ? flag : flag.replace("--", "--no-")];
  if (kind.repeats && Array.isArray(value))
    return [flag, ...value.map((item) => quoted(String(item)))];
  const text = kind.write(value);
  // What begins with a dash could be taken for an option; a number cannot.
  return /^-\D/.test(text) ? [`${flag}=${quoted(text)}`] : [flag, quoted(text)];
}

/** A word as a POSIX shell takes it. */
export function quoted(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}
