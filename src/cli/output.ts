import { writeOutput, type OutputChunks } from "../io/writeOutput.ts";
import { endOnSignals } from "./signals.ts";

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
