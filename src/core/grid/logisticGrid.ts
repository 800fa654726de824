import type { WeightPlane } from "../weightPlane.ts";
import { KinkedSweep } from "./kinkedSweep.ts";
import { logisticRow } from "./logisticRow.ts";
import { penalizedGrid } from "./penalizedGrid.ts";

/** Row-point pairs past which starting threads pays. */
const THREADED_PAIRS = 5e7;
/** Milliseconds of work between two looks at the event loop. */
const PATIENCE = 50;

/** Plain arrays, so that they reach a worker thread as they are. */
export interface LogisticTask {
  first: Float64Array;
  second: Float64Array;
  rest: Float64Array;
  x: Float64Array;
  y: Float64Array;
  /** Sums over rows, `x.length * y.length`; filled row by row. */
  sums: Float64Array;
}

/**
 * Fills a task's sums elsewhere, as on worker threads.
 *
 * @param onProgress told the share of the grid rows that are done
 * @returns false where it cannot
 */
export type FillElsewhere = (
  task: LogisticTask,
  onProgress: (fraction: number) => void,
) => Promise<boolean>;

/**
 * The logistic loss on a grid in O(n G²). Each grid row is computed whole by one thread, so the
 * number of threads does not show in the result.
 *
 * @param onProgress told the share of the grid rows that are done
 * @param fillElsewhere asked first where the work is long
 * @returns row by row, `z[i * x.length + j]` at `(x[j], y[i])`
 */
export async function logisticGrid(
  plane: WeightPlane,
  x: Float64Array,
  y: Float64Array,
  onProgress: (fraction: number) => void,
  fillElsewhere: FillElsewhere = async () => false,
): Promise<Float64Array> {
  const { first, second, rest } = plane;
  const sums = new Float64Array(x.length * y.length);
  const task = { first, second, rest, x, y, sums };
  const isLong = rest.length * sums.length >= THREADED_PAIRS;
  if (!(isLong && (await fillElsewhere(task, onProgress)))) await fillHere(task, onProgress);
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

/** A function that fills grid row `i` of the task's sums. */
export function logisticRows({
  first,
  second,
  rest,
  x,
  y,
  sums,
}: LogisticTask): (i: number) => void {
  const row = logisticRow(x, first);
  const hinge = new KinkedSweep(x, first, { reach: 0, countsNegative: false });
  const rowRest = new Float64Array(rest.length);
  return function fill(i) {
    const w2 = y[i];
    for (let k = 0; k < rest.length; k++) rowRest[k] = rest[k] - second[k] * w2;
    row.add(rowRest);
    sums.set(row.sums, i * x.length);
    hinge.addTo(sums, i * x.length, rowRest);
  };
}
