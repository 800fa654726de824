import { existsSync } from "node:fs";
import { availableParallelism } from "node:os";
import { Worker } from "node:worker_threads";
import type { LogisticTask } from "../core/grid/logisticGrid.ts";

/** The worker's bundle beside this one; there is none where the sources run unbuilt. */
const WORKER = new URL("./logisticWorker.js", import.meta.url);

/**
 * Fills a grid of the logistic loss on a thread for each processor.
 *
 * @returns false where there is no worker to start
 */
export async function fillOnThreads(
  task: LogisticTask,
  onProgress: (fraction: number) => void,
): Promise<boolean> {
  if (!existsSync(WORKER)) return false;
  const shared = sharedTask(task);
  const rowCount = shared.y.length;
  const nextRow = new Int32Array(new SharedArrayBuffer(4));
  const threadCount = Math.min(availableParallelism(), rowCount);
  let done = 0;
  const workers = Array.from(
    { length: threadCount },
    () => new Worker(WORKER, { workerData: { task: shared, nextRow } }),
  );
  try {
    await Promise.all(
      workers.map(
        (worker) =>
          new Promise<void>((resolve, reject) => {
            worker.on("message", () => onProgress(++done / rowCount));
            worker.on("error", reject);
            worker.on("exit", () => resolve());
          }),
      ),
    );
  } finally {
    for (const worker of workers) void worker.terminate();
  }
  task.sums.set(shared.sums);
  return true;
}

function sharedTask(task: LogisticTask): LogisticTask {
  const { first, second, rest, x, y, sums } = task;
  return {
    first: shared(first),
    second: shared(second),
    rest: shared(rest),
    x: shared(x),
    y: shared(y),
    sums: shared(sums),
  };
}

function shared(values: Float64Array): Float64Array {
  const copy = new Float64Array(new SharedArrayBuffer(values.byteLength));
  copy.set(values);
  return copy;
}
