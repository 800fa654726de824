import { InputError } from "../core/errors.ts";
import { anyOf } from "./options/parseChoice.ts";
import { shown } from "./options/shown.ts";

/**
 * The format of an output file: the one asked for, or the one of its ending.
 *
 * @param fallback for standard output
 * @throws InputError where the ending says nothing, or something else than `format`
 */
export function outputFormat<Format extends string>(
  out: string,
  format: Format | undefined,
  formats: readonly Format[],
  fallback: Format,
): Format {
  if (out === "-") return format ?? fallback;
  const ending = /\.([^./\\]+)$/.exec(out)?.[1].toLowerCase();
  const ofEnding = formats.find((known) => known === ending);
  if (format && ofEnding && format !== ofEnding) {
    throw new InputError(`--format ${format}: --out ${shown(out)} is a ${ofEnding} file`);
  }
  const found = format ?? ofEnding;
  if (found) return found;
  const endings = anyOf(formats.map((known) => `.${known}`));
  throw new InputError(`--out ${shown(out)}: expected a file name ending in ${endings}, or -`);
}
