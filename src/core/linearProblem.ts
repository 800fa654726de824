import type { Dataset } from "./dataset.ts";
import { InputError } from "./errors.ts";
import { largestMagnitude } from "./extent.ts";
import { labelSigns } from "./labelSigns.ts";
import type { LossName } from "./landscape.ts";
import { isClassification, pointLoss, type PointLoss } from "./losses.ts";
import type { FittedScaler } from "./scalers/columnScaler.ts";
import { sum } from "./sums.ts";

/**
 * A linear model with its loss, in one form for all losses:
 * `L(w) = mean(point(offset - sum_k columns[k] w[k])) + l2 sum'(w²) + l1 sum'(|w|)`,
 * the primed sums without the intercept.
 */
export interface LinearProblem {
  rowCount: number;
  lossName: LossName;
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
  /** Largest magnitude behind each column before a scaler moved it, in units of the scaled column. */
  magnitudes: Float64Array;
}

export interface LossOptions {
  intercept: boolean;
  loss: LossName;
  delta: number;
  l1: number;
  l2: number;
}

/**
 * @throws InputError where a value is not finite, a name is ambiguous, or the target does not suit
 * the loss
 */
export function linearProblem(
  dataset: Dataset,
  scaler: FittedScaler,
  { intercept, loss, delta, l1, l2 }: LossOptions,
): LinearProblem {
  const { rowCount, featureNames, target } = dataset;
  const scaled = scaler.transform(dataset.columns);
  const classifies = isClassification(loss);
  const signs = classifies ? labelSigns(target, dataset.targetName, loss) : undefined;
  const columns = signs ? scaled.map((column) => multiplied(column, signs)) : [...scaled];
  const magnitudes = dataset.columns.map(
    (column, f) => finiteMagnitude(column, featureNames[f]) / scaler.scale[f],
  );
  if (!signs) finiteMagnitude(target, dataset.targetName);
  if (intercept) {
    columns.push(signs ?? new Float64Array(rowCount).fill(1));
    magnitudes.push(1);
  }
  return {
    rowCount,
    lossName: loss,
    delta,
    point: pointLoss(loss, delta),
    l1,
    l2,
    weightNames: intercept ? [...featureNames, "intercept"] : featureNames,
    columns,
    offset: classifies ? new Float64Array(rowCount).fill(loss === "hinge" ? 1 : 0) : target,
    interceptIndex: intercept ? featureNames.length : -1,
    magnitudes: Float64Array.from(magnitudes),
  };
}

/** Residuals at `weights`, `rowCount` values; weights whose index is in `except` count as zero. */
export function residuals(
  { columns, offset }: Pick<LinearProblem, "columns" | "offset">,
  weights: ArrayLike<number>,
  except: readonly number[] = [],
): Float64Array {
  const result = offset.slice();
  columns.forEach((column, k) => {
    const weight = weights[k];
    if (weight === 0 || except.includes(k)) return;
    for (let row = 0; row < result.length; row++) result[row] -= column[row] * weight;
  });
  return result;
}

/** The penalties at `weights`; weights whose index is in `except` count as zero. */
export function penalty(
  { l1, l2, interceptIndex }: LinearProblem,
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

/** The whole loss at `weights`. */
export function lossAt(problem: LinearProblem, weights: ArrayLike<number>): number {
  const values = residuals(problem, weights);
  for (let row = 0; row < values.length; row++) values[row] = problem.point.value(values[row]);
  return sum(values) / problem.rowCount + penalty(problem, weights);
}

function multiplied(column: Float64Array, signs: Float64Array): Float64Array {
  const result = new Float64Array(column.length);
  for (let row = 0; row < column.length; row++) result[row] = column[row] * signs[row];
  return result;
}

function finiteMagnitude(column: Float64Array, name: string): number {
  const magnitude = largestMagnitude(column);
  if (!Number.isFinite(magnitude)) {
    const row = column.findIndex((value) => !Number.isFinite(value));
    throw new InputError(`column "${name}", row ${row + 1}: ${column[row]} is not a finite number`);
  }
  return magnitude;
}
