import { logarithmOfOnePlus, SMALL } from "../exponentials.ts";
import { penalizedGrid, type WeightPlane } from "../weightPlane.ts";
import { KinkedSweep } from "./kinkedSweep.ts";

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

/** Steps along a grid row before the exponential is taken afresh. */
const RESTART = 32;
/** Factors of at most 2 that a product may take before its logarithm is due. */
const FACTORS = 900;

interface LogisticRow {
  /** `sum over rows of log(1 + exp(-|rest[row] - column[row] x[j]|))`, for each j. */
  sums: Float64Array;
  add(rest: Float64Array): void;
}

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

/**
 * One grid row of the logistic loss, but for its hinge: `log(1 + exp(r)) = max(0, r) + log(1 + u)`
 * with `u = exp(-|r|)`. Away from a table row's zero residual u only falls, by one multiplication a
 * grid point, taken afresh every 32 points; `log(1 + u)` is summed as the logarithm of a product of
 * many factors; and a small u, which such a product would round away, takes the series instead. None
 * of this costs digits.
 *
 * @param x the weights of the grid row, ascending and evenly spaced
 * @param column what a weight is multiplied with, one value a table row
 */
function logisticRow(x: Float64Array, column: Float64Array): LogisticRow {
  const count = x.length;
  const step = count > 1 ? (x[count - 1] - x[0]) / (count - 1) : 0;
  const decays = column.map((slope) => Math.exp(-Math.abs(slope) * step));
  const sums = new Float64Array(count);
  const products = new Float64Array(count);

  function add(rest: Float64Array): void {
    sums.fill(0);
    products.fill(1);
    for (let row = 0; row < rest.length; row++) {
      if (row % FACTORS === FACTORS - 1) takeLogarithms();
      const residual = rest[row];
      const slope = column[row];
      const position = (residual / slope - x[0]) / step;
      const nearest = position > 0 ? Math.ceil(Math.min(position, count)) : 0;
      addRightwards(residual, slope, decays[row], nearest);
      addLeftwards(residual, slope, decays[row], nearest - 1);
    }
    takeLogarithms();
  }

  function addRightwards(residual: number, slope: number, decay: number, first: number): void {
    for (let from = first; from < count; from += RESTART) {
      const end = Math.min(count, from + RESTART);
      let small = Math.exp(-Math.abs(residual - slope * x[from]));
      let j = from;
      for (; j < end && small >= SMALL; j++, small *= decay) products[j] *= 1 + small;
      for (; j < end; j++, small *= decay) sums[j] += logarithmOfOnePlus(small);
    }
  }

  function addLeftwards(residual: number, slope: number, decay: number, first: number): void {
    for (let from = first; from >= 0; from -= RESTART) {
      const end = Math.max(-1, from - RESTART);
      let small = Math.exp(-Math.abs(residual - slope * x[from]));
      let j = from;
      for (; j > end && small >= SMALL; j--, small *= decay) products[j] *= 1 + small;
      for (; j > end; j--, small *= decay) sums[j] += logarithmOfOnePlus(small);
    }
  }

  function takeLogarithms(): void {
    for (let j = 0; j < count; j++) {
      sums[j] += Math.log(products[j]);
      products[j] = 1;
    }
  }

  return { sums, add };
}
