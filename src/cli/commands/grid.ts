import { documentChunks, GRID_WRITERS } from "../../io/gridWriters/gridWriters.ts";
import { writeOutput } from "../../io/writeOutput.ts";
import { loadDocument } from "../document/loadDocument.ts";
import type { GridGiven } from "../options/commandOptions.ts";
import { outputFormat } from "../outputFormat.ts";
import { showProgress } from "../progress.ts";
import { printLine } from "../terminal.ts";

/** `loss-landscape grid`: writes the landscapes as numbers. */
export async function grid(given: GridGiven): Promise<void> {
  const { out = "-", quiet = false } = given;
  const format = outputFormat(out, given.format, GRID_WRITERS, "json");
  const progress = await showProgress(quiet);
  const document = await loadDocument(given, {
    explain: given.explain ?? false,
    onNote: (note) => quiet || printLine(`note: ${note}`),
    onProgress: progress.update,
  }).finally(progress.end);
  await writeOutput(out, documentChunks(document, format));
}
