import { penalizedGrid, type WeightPlane } from "../weightPlane.ts";
import { KinkedSweep, type KinkedLoss } from "./kinkedSweep.ts";

/**
 * A loss with kinks on a grid in O(G (n + G)).
 *
 * @returns row by row, `z[i * x.length + j]` at `(x[j], y[i])`
 */
export function kinkedGrid(
  plane: WeightPlane,
  loss: KinkedLoss,
  x: Float64Array,
  y: Float64Array,
): Float64Array {
  const { first, second, rest } = plane;
  const sweep = new KinkedSweep(x, first, loss);
  const sums = new Float64Array(x.length * y.length);
  const rowRest = new Float64Array(rest.length);
  for (let i = 0; i < y.length; i++) {
    subtractInto(rowRest, rest, second, y[i]);
    sweep.addTo(sums, i * x.length, rowRest);
  }
  return penalizedGrid(sums, plane, x, y);
}

function subtractInto(
  result: Float64Array,
  rest: Float64Array,
  column: Float64Array,
  weight: number,
): void {
  for (let row = 0; row < rest.length; row++) result[row] = rest[row] - column[row] * weight;
}
