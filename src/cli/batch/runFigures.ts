import { createHash } from "node:crypto";
import { mkdir, readFile } from "node:fs/promises";
import { dirname } from "node:path";
import { cannotWrite } from "../../io/fileError.ts";
import { writeOutput } from "../../io/writeOutput.ts";
import { failureMessage } from "../failure.ts";
import { DrawingProcess } from "./drawingProcess.ts";
import type { DrawTask } from "./drawEntry.ts";
import type { FigureResult } from "./figureResult.ts";
import type { PlannedFigure } from "./planFigures.ts";

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
export async function runFigures(
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
      while (next < figures.length && !hasStopped) {
        const index = next++;
        const result = await runFigure(figures[index], drawing);
        if (hasStopped) return;
        results[index] = result;
        onResult(result);
        if (failFast && result.status === "failed") {
          hasStopped = true;
          stopAll();
        }
      }
      drawing.stop();
    }),
  );
  process.off("exit", stopAll);
  return results;
}

async function runFigure(
  { name, plan }: PlannedFigure,
  drawing: DrawingProcess,
): Promise<FigureResult> {
  const startedAt = performance.now();
  const outcome =
    "error" in plan
      ? ({ status: "failed", error: plan.error } as const)
      : await drawFigure(plan, drawing);
  const seconds = Math.round(performance.now() - startedAt) / 1000;
  return { out: name, seconds, ...outcome };
}

async function drawFigure(
  { path, task }: { path: string; task: DrawTask },
  drawing: DrawingProcess,
): Promise<Pick<FigureResult, "status" | "bytes" | "sha256" | "error" | "notes">> {
  const outcome = await drawing.draw(task);
  if (outcome.status === "failed") return outcome;
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
