import type { Dataset } from "./dataset.ts";
import { labelSigns } from "./labelSigns.ts";
import { LOSSES, type LossName } from "./losses/losses.ts";
import type { LossTraits, PointLoss } from "./losses/lossTraits.ts";
import type { FittedScaler } from "./scalers/scaler.ts";

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

export interface LossOptions {
  intercept: boolean;
  loss: LossName;
  delta: number;
  l1: number;
  l2: number;
}

/**
 * @throws InputError where the target does not suit the loss
 */
export function linearProblem(
  dataset: Dataset,
  scaler: FittedScaler,
  { intercept, loss: lossName, delta, l1, l2 }: LossOptions,
): LinearProblem {
  const loss: LossTraits = LOSSES[lossName];
  const { classOffset } = loss;
  const { rowCount, featureNames, target } = dataset;
  const scaled = scaler.transform(dataset.columns);
  const signs =
    classOffset === undefined ? undefined : labelSigns(target, dataset.targetName, loss.name);
  const columns = signs ? scaled.map((column) => multiplied(column, signs)) : [...scaled];
  if (intercept) {
    columns.push(signs ?? new Float64Array(rowCount).fill(1));
  }
  return {
    rowCount,
    loss,
    delta,
    point: loss.point(delta),
    l1,
    l2,
    weightNames: intercept ? [...featureNames, "intercept"] : featureNames,
    columns,
    offset: classOffset === undefined ? target : new Float64Array(rowCount).fill(classOffset),
    interceptIndex: intercept ? featureNames.length : -1,
    shifts: scaler.center.map((center, f) => center / scaler.scale[f]),
  };
}

function multiplied(column: Float64Array, signs: Float64Array): Float64Array {
  const result = new Float64Array(column.length);
  for (let row = 0; row < column.length; row++) result[row] = column[row] * signs[row];
  return result;
}
