import { statSync } from "node:fs";
import { availableParallelism } from "node:os";
import { dirname, resolve } from "node:path";
import { writeOutput } from "../../io/writeOutput.ts";
import { batchReport } from "../batch/batchReport.ts";
import { showBatchProgress } from "../batch/batchProgress.ts";
import { expandManifest } from "../batch/expandManifest.ts";
import { countResults } from "../batch/figureResult.ts";
import { ofShard, planFigures } from "../batch/planFigures.ts";
import { readManifest } from "../batch/readManifest.ts";
import { runFigures } from "../batch/runFigures.ts";
import type { BatchGiven } from "../options/commandOptions.ts";

const DEFAULT_MOST_FIGURES = 100_000;

/**
 * `loss-landscape batch`: draws the figures of a manifest.
 *
 * @returns the exit status: 1 where a figure failed
 */
export async function batch(file: string, given: BatchGiven): Promise<number> {
  const manifest = await readManifest(file);
  const entries = expandManifest(manifest, given.maxFigures ?? DEFAULT_MOST_FIGURES);
  const manifestFolder = folderOf(file);
  const planned = planFigures(entries, {
    manifestFolder,
    outFolder: given.outDir === undefined ? manifestFolder : resolve(given.outDir),
    allowOutside: given.allowOutside ?? false,
    skipUnchanged: given.skipUnchanged ?? false,
  });
  const figures = ofShard(planned, given.shard);

  const progress = await showBatchProgress(figures.length, given.quiet ?? false);
  endOnSignals(() => progress.interrupt());
  const results = await runFigures(figures, {
    jobs: given.jobs ?? availableParallelism(),
    failFast: given.failFast ?? false,
    manifestFolder,
    onResult: progress.add,
  });
  progress.end(results);

  if (given.report !== undefined) {
    await writeOutput(given.report, [batchReport(manifest.name, given.shard, results)]);
  }
  return countResults(results).failed > 0 ? 1 : 0;
}

/** A manifest that comes through a pipe lies in no folder of its own. */
function folderOf(file: string): string {
  return file !== "-" && statSync(file).isFile() ? dirname(resolve(file)) : process.cwd();
}

/** At once: finished figures are whole, the unfinished leave nothing. */
function endOnSignals(onEnd: () => void): void {
  for (const [signal, status] of [
    ["SIGINT", 130],
    ["SIGTERM", 143],
    ["SIGHUP", 129],
  ] as const) {
    process.once(signal, () => {
      onEnd();
      process.exit(status);
    });
  }
}
