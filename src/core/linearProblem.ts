import type { Dataset } from "./dataset.ts";
import { LOSSES, type LossName } from "./losses/losses.ts";
import type { LossTraits } from "./losses/lossTraits.ts";
import type { LinearProblem } from "./problem.ts";
import type { FittedScaler } from "./scalers/scaler.ts";
import { InputError, option } from "./errors.ts";
import { quoted } from "./wording.ts";

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

/**
 * Labels as signs: 0 and 1, or -1 and 1, become -1 and +1.
 *
 * @throws InputError where the target holds anything else, or one class only
 */
function labelSigns(target: Float64Array, name: string, loss: string): Float64Array {
  const wanted = [option("loss", loss), " needs a target of 0 and 1 (or -1 and 1)"];
  const place = `column ${quoted(name)}`;
  const negative = target.includes(-1) ? -1 : 0;
  const signs = new Float64Array(target.length);
  let positives = 0;
  for (let row = 0; row < target.length; row++) {
    const value = target[row];
    if ((value - 1) * (value - negative) !== 0) {
      throw new InputError([`${place}, row ${row + 1}: found ${value}; `, ...wanted]);
    }
    // Without a branch, which would be guessed wrong for every other row.
    const isPositive = Number(value === 1);
    positives += isPositive;
    signs[row] = 2 * isPositive - 1;
  }
  if (positives === 0 || positives === target.length) {
    throw new InputError([`${place}: every value is ${target[0]}; `, ...wanted]);
  }
  return signs;
}
