import { writeOutput, type OutputChunks } from "../io/writeOutput.ts";
import { endOnSignals } from "./signals.ts";
import { InputError, option as named } from "../core/errors.ts";
import { flag, inGroup, option, readValue, usual, type AnyGiven } from "../core/options/table.ts";
import { choiceOf, fileName, namesOf } from "../core/options/texts.ts";
import { anyOf, shown } from "../core/wording.ts";

type Formats<Name extends string> = Readonly<Record<Name, { extensions: readonly string[] }>>;

export const QUIET = inGroup("Output", { quiet: flag("no notes") });

/**
 * Writes a command's result to a file, or to standard output for `-`. Told to end meanwhile, the
 * program leaves nothing half written.
 *
 * @throws Error `cannot write PATH: REASON`
 */
export async function writeResult(path: string, chunks: OutputChunks): Promise<void> {
  const undo = path === "-" ? undefined : endOnSignals(() => {});
  await writeOutput(path, chunks).finally(undo);
}

/** Where a command's result goes. */
export function outputOptions(formats: Formats<string>) {
  return inGroup("Output", {
    out: usual(
      option(fileName, `a ${anyOf(usualEndings(formats))} file; - is stdout`, { default: "-" }),
    ),
    ...QUIET,
  });
}

/**
 * The format of an output file: the one asked for, or the one of its ending.
 *
 * @param given with `out` and `format`, unread
 * @param fallback for standard output
 * @throws InputError where the ending says nothing, or something else than `format`
 */
export function outputFormat<Name extends string>(
  given: AnyGiven,
  formats: Formats<Name>,
  fallback: Name,
): Name {
  const out = given.out === undefined ? "-" : readValue("out", fileName, given.out);
  const format =
    given.format === undefined ? undefined : readValue("format", choiceOf(formats), given.format);
  if (out === "-") return format ?? fallback;
  const name = out.toLowerCase();
  const ofEnding = namesOf(formats).find((known) =>
    formats[known].extensions.some((ending) => name.endsWith(ending)),
  );
  if (format && ofEnding && format !== ofEnding) {
    throw InputError.of`${named("format")} ${format}: ${named("out")} ${shown(out)} is a ${ofEnding} file`;
  }
  const found = format ?? ofEnding;
  if (found) return found;
  const endings = anyOf(usualEndings(formats));
  throw InputError.of`${named("out")} ${shown(out)}: expected a file name ending in ${endings}, or -`;
}

function usualEndings(formats: Formats<string>): string[] {
  return Object.values(formats).map(({ extensions }) => extensions[0]);
}
