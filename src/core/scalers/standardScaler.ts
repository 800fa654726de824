import { columnScaler, type FittedScaler } from "./columnScaler.ts";

export interface StandardScaler extends FittedScaler {
  mean: Float64Array;
  /** Population variance. */
  variance: Float64Array;
}

/**
 * scikit-learn's StandardScaler: zero mean and unit population variance. A column that is constant
 * by scikit-learn's bound (its variance lies within the rounding of its mean) is divided by 1.
 *
 * Sums run in scikit-learn's order, because a mean far from zero that differs in its last bit
 * changes every scaled value in its tenth digit.
 */
export function fitStandardScaler(columns: Float64Array[]): StandardScaler {
  const mean = Float64Array.from(columns, columnMean);
  const variance = Float64Array.from(columns, (column, f) => columnVariance(column, mean[f]));
  const scale = variance.map((value, f) =>
    isConstant(value, mean[f], columns[f].length) ? 1 : Math.sqrt(value),
  );
  return { ...columnScaler("standard", mean, scale), mean, variance };
}

function columnMean(column: Float64Array): number {
  let sum = 0;
  for (let row = 0; row < column.length; row++) sum += column[row];
  return sum / column.length;
}

/** The second sum corrects the rounding of the mean (Chan, Golub and LeVeque, 1983). */
function columnVariance(column: Float64Array, mean: number): number {
  let squares = 0;
  let deviations = 0;
  for (let row = 0; row < column.length; row++) {
    const deviation = column[row] - mean;
    squares += deviation * deviation;
    deviations += deviation;
  }
  return (squares - (deviations * deviations) / column.length) / column.length;
}

/** scikit-learn's `_is_constant_feature`. */
export function isConstant(variance: number, mean: number, rowCount: number): boolean {
  const meanError = rowCount * mean * Number.EPSILON;
  return variance <= rowCount * Number.EPSILON * variance + meanError * meanError;
}
