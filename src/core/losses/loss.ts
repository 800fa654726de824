import type { FillElsewhere } from "../grid/logisticGrid.ts";
import type { PairFactor } from "../linalg/triangularFactor.ts";
import type { WeightPlane } from "../weightPlane.ts";
import type { LossTraits } from "./lossTraits.ts";

/** A loss, whole. */
export interface Loss extends LossTraits {
  /**
   * The loss at every point of a grid.
   *
   * @param columnFactor R of the plane's two columns, `mean((first d1 + second d2)²) = |R d|²`
   * @param onProgress told the share of the grid that is done, where it takes long
   * @param fillElsewhere to be asked to do a long part of it on other threads
   * @returns row by row, `z[i * x.length + j]` at `(x[j], y[i])`
   */
  grid(
    plane: WeightPlane,
    columnFactor: PairFactor,
    x: Float64Array,
    y: Float64Array,
    onProgress: (fraction: number) => void,
    fillElsewhere?: FillElsewhere,
  ): Float64Array | Promise<Float64Array>;
}
