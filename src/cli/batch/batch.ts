import { statSync } from "node:fs";
import { availableParallelism } from "node:os";
import { dirname, resolve } from "node:path";
import { removeLeftovers } from "../../io/temporaryFile.ts";
import { writeResult } from "../output.ts";
import type { BatchOptions } from "./batchOptions.ts";
import { ofShard } from "../shard.ts";
import { endOnSignals } from "../signals.ts";
import { expandManifest, readManifest } from "./manifest.ts";
import { planFigures } from "./plan.ts";
import { batchReport, countResults, showBatchProgress } from "./report.ts";
import { runFigures } from "./run.ts";

/**
 * Draws the figures of a manifest.
 *
 * @returns the exit status: 1 where a figure failed
 */
export async function runBatch(file: string, options: BatchOptions): Promise<number> {
  const { outDir, allowOutside, skipUnchanged, shard, quiet, jobs, failFast, report } = options;
  const manifest = await readManifest(file);
  const entries = expandManifest(manifest, options.maxFigures);
  const manifestFolder = folderOf(file);
  const planned = planFigures(entries, {
    manifestFolder,
    outFolder: outDir === undefined ? manifestFolder : resolve(outDir),
    allowOutside,
    skipUnchanged,
  });
  const figures = ofShard(planned, shard);
  const folders = figures.flatMap(({ plan }) => ("path" in plan ? dirname(plan.path) : []));
  await Promise.all(Array.from(new Set(folders), removeLeftovers));

  const progress = await showBatchProgress(figures.length, quiet);
  endOnSignals(progress.interrupt);
  const results = await runFigures(figures, {
    jobs: jobs ?? availableParallelism(),
    failFast,
    manifestFolder,
    onResult: progress.add,
  });
  progress.end(results);

  if (report !== undefined) {
    await writeResult(report, [batchReport(manifest.name, shard, results)]);
  }
  return countResults(results).failed > 0 ? 1 : 0;
}

/** A manifest that comes through a pipe lies in no folder of its own. */
function folderOf(file: string): string {
  return file !== "-" && statSync(file).isFile() ? dirname(resolve(file)) : process.cwd();
}
