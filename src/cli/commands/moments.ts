import { momentsOfRows } from "../../core/moments/moments.ts";
import { momentsText } from "../../io/momentsDocument.ts";
import { writeOutput } from "../../io/writeOutput.ts";
import { loadDataset } from "../document/loadDataset.ts";
import type { MomentsGiven } from "../options/commandOptions.ts";
import { resolveComputation } from "../spec/computation.ts";
import { printLine } from "../terminal.ts";

/** `loss-landscape moments`: a table's moments as a file, from rows, an engine or other moments. */
export async function moments(given: MomentsGiven): Promise<void> {
  const { out = "-", quiet = false, ...data } = given;
  const { source } = resolveComputation(data, false);
  const loaded = await loadDataset(source, false, (note) => quiet || printLine(`note: ${note}`));
  const found = "moments" in loaded.data ? loaded.data.moments : momentsOfRows(loaded.data);
  await writeOutput(out, [momentsText(found)]);
}
