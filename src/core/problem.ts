import type { LossTraits, PointLoss } from "./losses/lossTraits.ts";

/**
 * A linear model with its loss, in one form for all losses:
 * `L(w) = mean(point(offset - sum_k columns[k] w[k])) + l2 sum'(w²) + l1 sum'(|w|)`,
 * the primed sums without the intercept.
 */
export interface LinearProblem {
  rowCount: number;
  loss: LossTraits;
  /** Where a loss that `usesDelta` turns linear. */
  delta: number;
  point: PointLoss;
  l1: number;
  l2: number;
  weightNames: string[];
  /** One per weight, the intercept's last; for a classification already times the labels' signs. */
  columns: Float64Array[];
  offset: Float64Array;
  /** Index of the intercept's weight, -1 without one. */
  interceptIndex: number;
  /** How far a scaler moved each column, in units of the scaled column: its rounding errors' measure. */
  shifts: Float64Array;
}

/** The penalties at `weights`; weights whose index is in `except` count as zero. */
export function penalty(
  { l1, l2, interceptIndex }: Pick<LinearProblem, "l1" | "l2" | "interceptIndex">,
  weights: ArrayLike<number>,
  except: readonly number[] = [],
): number {
  let total = 0;
  for (let k = 0; k < weights.length; k++) {
    if (k === interceptIndex || except.includes(k)) continue;
    total += l2 * weights[k] * weights[k] + l1 * Math.abs(weights[k]);
  }
  return total;
}
