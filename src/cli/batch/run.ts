import { fork, type ChildProcess } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdir, readFile, stat } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { cannotWrite } from "../../io/fileError.ts";
import { writeOutput } from "../../io/writeOutput.ts";
import { failureMessage } from "../messages/failure.ts";
import type { DrawOutcome, DrawTask } from "./draw.ts";
import { planFigures, type PlannedFigure } from "./plan.ts";
import { batchReport, countResults, showBatchProgress, type FigureResult } from "./report.ts";
import { statSync } from "node:fs";
import { availableParallelism } from "node:os";
import { removeLeftovers } from "../../io/temporaryFile.ts";
import { writeResult } from "../output.ts";
import type { BatchOptions } from "./batchOptions.ts";
import { ofShard } from "../shard.ts";
import { endOnSignals } from "../signals.ts";
import { expandManifest, readManifest } from "./manifest.ts";

const WORKER = fileURLToPath(new URL("./batchWorker.js", import.meta.url));

export interface RunOptions {
  jobs: number;
  failFast: boolean;
  manifestFolder: string;
  onResult: (result: FigureResult) => void;
}

/**
 * Draws the figures on `jobs` processes. The bytes come back here to be
 * written, so that a drawing process may end at any moment without a trace.
 *
 * @returns a result for each figure, in their order
 */
async function runFigures(
  figures: PlannedFigure[],
  { jobs, failFast, manifestFolder, onResult }: RunOptions,
): Promise<FigureResult[]> {
  const results = figures.map(({ name }): FigureResult => ({
    out: name,
    status: "not run",
    seconds: 0,
  }));
  const processes = Array.from(
    { length: Math.min(jobs, figures.length) },
    () => new DrawingProcess(manifestFolder),
  );
  const stopAll = () => processes.forEach((drawing) => drawing.stop());
  process.once("exit", stopAll);
  let next = 0;
  let hasStopped = false;
  await Promise.all(
    processes.map(async (drawing) => {
      // One picture is written while the next is drawn: no process waits for a disk.
      let written: Promise<void> = Promise.resolve();
      while (next < figures.length && !hasStopped) {
        const index = next++;
        const startedAt = performance.now();
        const outcome = await drawFigure(figures[index], drawing);
        await written;
        // It may have been started anew after all were stopped.
        if (hasStopped) return drawing.stop();
        written = writeFigure(figures[index], outcome).then((result) => {
          if (hasStopped) return;
          const seconds = Math.round(performance.now() - startedAt) / 1000;
          results[index] = { out: figures[index].name, seconds, ...result };
          onResult(results[index]);
          if (failFast && result.status === "failed") {
            hasStopped = true;
            stopAll();
          }
        });
        if (outcome.status === "failed") await written;
      }
      await written;
      drawing.stop();
    }),
  );
  process.off("exit", stopAll);
  return results;
}

async function drawFigure({ plan }: PlannedFigure, drawing: DrawingProcess): Promise<DrawOutcome> {
  if ("error" in plan) return { status: "failed", error: plan.error };
  const { path, task } = plan;
  if ((await stat(path).catch(() => undefined))?.isFIFO()) {
    // Opening it waits for a reader, for ever where none comes.
    return { status: "failed", error: `cannot write ${path}: it is a named pipe` };
  }
  return drawing.draw(task);
}

/** Writes what was drawn. */
async function writeFigure(
  { plan }: PlannedFigure,
  outcome: DrawOutcome,
): Promise<Omit<FigureResult, "out" | "seconds">> {
  if (outcome.status === "failed") return outcome;
  if ("error" in plan) return { status: "failed", error: plan.error };
  const { path } = plan;
  try {
    if (outcome.status === "unchanged")
      return { status: "unchanged", ...fingerprint(await readFile(path)) };
    const folder = dirname(path);
    await mkdir(folder, { recursive: true }).catch((error: unknown) => {
      throw cannotWrite(path, error);
    });
    await writeOutput(path, [outcome.bytes]);
    return { status: "drawn", ...fingerprint(outcome.bytes), notes: outcome.notes };
  } catch (error) {
    return { status: "failed", error: failureMessage(error) };
  }
}

function fingerprint(bytes: Uint8Array): { bytes: number; sha256: string } {
  return { bytes: bytes.length, sha256: createHash("sha256").update(bytes).digest("hex") };
}

/** A process that draws one figure after another; started with its first, and again after a crash. */
class DrawingProcess {
  #folder: string;
  #child: ChildProcess | undefined;

  /** @param folder what the figures' data files are relative to */
  constructor(folder: string) {
    this.#folder = folder;
  }

  async draw(task: DrawTask): Promise<DrawOutcome> {
    const child = (this.#child ??= this.#start());
    return new Promise((resolve) => {
      const settle = (outcome: DrawOutcome) => {
        child.off("message", onMessage).off("exit", onExit).off("error", onError);
        resolve(outcome);
      };
      const onMessage = (outcome: unknown) => settle(outcome as DrawOutcome);
      const onExit = (status: number | null, signal: string | null) => {
        this.#child = undefined;
        settle({
          status: "failed",
          error: `the drawing process ended (${signal ?? `status ${status}`})`,
        });
      };
      const onError = (error: Error) => {
        this.#child = undefined;
        settle({ status: "failed", error: `no drawing process: ${error.message}` });
      };
      child.on("message", onMessage).on("exit", onExit).on("error", onError);
      child.send(task, (error) => error && onError(error));
    });
  }

  stop(): void {
    this.#child?.kill("SIGKILL");
    this.#child = undefined;
  }

  #start(): ChildProcess {
    const isDebugging = process.env.LOSS_LANDSCAPE_DEBUG === "1";
    return fork(WORKER, [], {
      cwd: this.#folder,
      // The other cores draw as well: helpers of the garbage collector would only wait for them.
      execArgv: ["--single-threaded-gc"],
      // Typed arrays go across as bytes.
      serialization: "advanced",
      stdio: ["ignore", "ignore", isDebugging ? "inherit" : "ignore", "ipc"],
    });
  }
}

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
