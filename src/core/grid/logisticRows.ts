import { KinkedSweep } from "./kinkedSweep.ts";
import { logisticRow } from "./logisticRow.ts";

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
