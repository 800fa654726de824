import { writeOutput } from "../../io/writeOutput.ts";
import { descriptionJson } from "../describe/descriptionJson.ts";
import { descriptionTable } from "../describe/descriptionTable.ts";
import { loadDocument } from "../document/loadDocument.ts";
import type { DescribeGiven } from "../options/commandOptions.ts";
import { showProgress } from "../progress.ts";
import { outputWidth, printLine } from "../terminal.ts";

/** `loss-landscape describe`: what the landscapes mean, as a table or as JSON. */
export async function describe(given: DescribeGiven): Promise<void> {
  const { json = false, quiet = false } = given;
  const progress = await showProgress(quiet);
  const document = await loadDocument(given, {
    explain: false,
    onNote: (note) => quiet || printLine(`note: ${note}`),
    onProgress: progress.update,
  }).finally(progress.end);
  const text = json
    ? descriptionJson(document)
    : descriptionTable(document.panels, await outputWidth());
  await writeOutput("-", [text]);
}
