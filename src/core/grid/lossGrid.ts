import type { PairFactor } from "../curvature.ts";
import type { WeightPlane } from "../weightPlane.ts";
import { kinkedGrid } from "./kinkedGrid.ts";
import { logisticGrid } from "./logisticGrid.ts";
import { mseGrid } from "./mseGrid.ts";

/**
 * The loss at every point of a grid: `mse` in O(n + G²), `mae`, `huber` and `hinge` in
 * O(G (n + G)), `logistic` in O(n G²) with progress.
 *
 * @returns row by row, `z[i * x.length + j]` at `(x[j], y[i])`
 */
export async function lossGrid(
  plane: WeightPlane,
  columnFactor: PairFactor,
  x: Float64Array,
  y: Float64Array,
  onProgress: (fraction: number) => void,
): Promise<Float64Array> {
  switch (plane.problem.lossName) {
    case "mse":
      return mseGrid(plane, columnFactor, x, y);
    case "logistic":
      return logisticGrid(plane, x, y, onProgress);
    default:
      return kinkedGrid(plane, x, y);
  }
}
