import { InputError } from "./errors.ts";
import type { LossOptions } from "./linearProblem.ts";
import type { LinearProblem } from "./problem.ts";
import { LOSSES } from "./losses/losses.ts";
import type { FittedScaler, Quartiles } from "./scalers/scaler.ts";
import { scalerOf, SCALERS_OF_MOMENTS, type ScalerName } from "./scalers/scalers.ts";
import { anyOf } from "./wording.ts";
import type { Moments } from "./moments.ts";
import type { RemoteRows } from "./remote/remoteRows.ts";

/** A table as its moments, for the mean squared error of any linear model. */
export interface TableSummary {
  moments: Moments;
  /** R with `R'R = covariance`, column-major, `size²`. */
  factor: Float64Array;
  /** First, second and third quartile of each feature, where the robust scaler needs them. */
  quartiles?: Quartiles[];
  /** Where the rows stay: what answers for the losses that moments are not enough for. */
  rows?: RemoteRows;
}

/** Share of a variance below which what is left of it is rounding. */
const NEGLIGIBLE = 1e-13;

/** Cholesky's factor of the covariances; a column that depends on those before it leaves nothing. */
export function summaryOfMoments(moments: Moments, quartiles?: Quartiles[]): TableSummary {
  return { moments, factor: choleskyFactor(moments.covariance, moments.columns.length), quartiles };
}

/** @param matrix symmetric, positive semidefinite, `size²` */
export function choleskyFactor(matrix: Float64Array, size: number): Float64Array {
  const factor = new Float64Array(size * size);
  for (let j = 0; j < size; j++) {
    for (let i = 0; i <= j; i++) {
      let rest = matrix[i + j * size];
      for (let k = 0; k < i; k++) rest -= factor[k + i * size] * factor[k + j * size];
      const pivot = factor[i + i * size];
      if (i < j) factor[i + j * size] = pivot === 0 ? 0 : rest / pivot;
      else if (rest > NEGLIGIBLE * matrix[j + j * size]) factor[j + j * size] = Math.sqrt(rest);
    }
  }
  return factor;
}

/** @throws InputError where the scaler needs more than there is */
export function summaryScaler(
  name: ScalerName,
  { moments, quartiles }: TableSummary,
): FittedScaler {
  const { fitMoments, needsQuartiles } = scalerOf(name);
  if (!fitMoments || (needsQuartiles && !quartiles)) {
    const needed = fitMoments ? "quartiles" : "rows";
    throw new InputError(
      `scaler ${name} needs ${needed}, which moments do not hold; expected ${anyOf(SCALERS_OF_MOMENTS)}`,
    );
  }
  return fitMoments(moments, quartiles ?? []);
}

/**
 * A problem of few rows with the same mean squared error for all weights: one row holds the means,
 * the others the factor of the covariances, all times the root of their number, so that a mean over
 * these rows is a mean over the table's. The intercept's column is zero beside the row of means.
 *
 * @throws InputError for another loss than mse
 */
export function summaryProblem(
  { moments, factor }: TableSummary,
  scaler: FittedScaler,
  { intercept, loss, delta, l1, l2 }: LossOptions,
): LinearProblem {
  if (LOSSES[loss].fit !== "squares")
    throw new InputError(`loss ${loss} needs rows, moments are enough for mse only`);
  const { mean, meanRest, columns: names } = moments;
  const size = names.length;
  const rowCount = size + 1;
  const unit = Math.sqrt(rowCount);
  const condensed = names.map((_, k) => {
    const center = k < size - 1 ? scaler.center[k] : 0;
    const scale = k < size - 1 ? scaler.scale[k] : 1;
    const column = new Float64Array(rowCount);
    column[0] = ((mean[k] - center + meanRest[k]) / scale) * unit;
    for (let i = 0; i <= k; i++) column[i + 1] = (factor[i + k * size] / scale) * unit;
    return column;
  });
  const columns = condensed.slice(0, -1);
  if (intercept) {
    const constant = new Float64Array(rowCount);
    constant[0] = unit;
    columns.push(constant);
  }
  const featureNames = names.slice(0, -1);
  return {
    rowCount,
    loss: LOSSES[loss],
    delta,
    point: LOSSES[loss].point(delta),
    l1,
    l2,
    weightNames: intercept ? [...featureNames, "intercept"] : featureNames,
    columns,
    offset: condensed[size - 1],
    interceptIndex: intercept ? size - 1 : -1,
    shifts: scaler.center.map((center, f) => center / scaler.scale[f]),
  };
}
