import { InputError } from "../core/errors.ts";
import { namesOf } from "../core/options/texts.ts";
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
  formats: Record<Format, { extensions: readonly string[] }>,
  fallback: Format,
): Format {
  if (out === "-") return format ?? fallback;
  const name = out.toLowerCase();
  const ofEnding = namesOf(formats).find((known) =>
    formats[known].extensions.some((ending) => name.endsWith(ending)),
  );
  if (format && ofEnding && format !== ofEnding) {
    throw new InputError(`--format ${format}: --out ${shown(out)} is a ${ofEnding} file`);
  }
  const found = format ?? ofEnding;
  if (found) return found;
  const endings = anyOf(namesOf(formats).map((known) => formats[known].extensions[0]));
  throw new InputError(`--out ${shown(out)}: expected a file name ending in ${endings}, or -`);
}
