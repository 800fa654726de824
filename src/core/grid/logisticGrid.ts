import type { WeightPlane } from "../weightPlane.ts";
import { logisticRows, type LogisticTask } from "./logisticRows.ts";
import { penalizedGrid } from "./penalizedGrid.ts";

/** Row-point pairs past which starting threads pays. */
const THREADED_PAIRS = 5e7;
/** Milliseconds of work between two looks at the event loop. */
const PATIENCE = 50;

/**
 * The logistic loss on a grid in O(n G²), on worker threads where that is long. Each grid row is
 * computed whole by one thread, so the number of threads does not show in the result.
 *
 * @param onProgress told the share of the grid rows that are done
 * @returns row by row, `z[i * x.length + j]` at `(x[j], y[i])`
 */
export async function logisticGrid(
  plane: WeightPlane,
  x: Float64Array,
  y: Float64Array,
  onProgress: (fraction: number) => void,
): Promise<Float64Array> {
  const { first, second, rest } = plane;
  const pairs = rest.length * x.length * y.length;
  const workerUrl = pairs >= THREADED_PAIRS ? await builtWorker() : undefined;
  const sums = new Float64Array(x.length * y.length);
  const task = { first, second, rest, x, y, sums };
  if (workerUrl) {
    const shared = sharedTask(task);
    await fillOnThreads(workerUrl, shared, onProgress);
    sums.set(shared.sums);
  } else {
    await fillHere(task, onProgress);
  }
  return penalizedGrid(sums, plane, x, y);
}

async function fillHere(task: LogisticTask, onProgress: (fraction: number) => void): Promise<void> {
  const fill = logisticRows(task);
  const rowCount = task.y.length;
  let lookedUp = performance.now();
  for (let i = 0; i < rowCount; i++) {
    fill(i);
    if (performance.now() - lookedUp > PATIENCE) {
      onProgress((i + 1) / rowCount);
      await new Promise((resolve) => setImmediate(resolve));
      lookedUp = performance.now();
    }
  }
}

async function fillOnThreads(
  workerUrl: URL,
  task: LogisticTask,
  onProgress: (fraction: number) => void,
): Promise<void> {
  const [{ Worker }, { availableParallelism }] = await Promise.all([
    import("node:worker_threads"),
    import("node:os"),
  ]);
  const rowCount = task.y.length;
  const nextRow = new Int32Array(new SharedArrayBuffer(4));
  const threadCount = Math.min(availableParallelism(), rowCount);
  let done = 0;
  const workers = Array.from(
    { length: threadCount },
    () => new Worker(workerUrl, { workerData: { task, nextRow } }),
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
}

/** The worker's bundle beside this one; there is none where the sources run unbuilt. */
async function builtWorker(): Promise<URL | undefined> {
  const { existsSync } = await import("node:fs");
  const url = new URL("./logisticWorker.js", import.meta.url);
  return existsSync(url) ? url : undefined;
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
