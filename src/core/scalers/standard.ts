import { columnScaler, type Scaler } from "./scaler.ts";

/**
 * scikit-learn's StandardScaler: zero mean and unit population variance. A column that is constant
 * by scikit-learn's bound (its variance lies within the rounding of its mean) is divided by 1.
 *
 * Sums run in scikit-learn's order, because a mean far from zero that differs in its last bit
 * changes every scaled value in its tenth digit.
 */
export const standard: Scaler = {
  title: "Scaled",
  titleAmongScaled: "Standardized",
  fit(columns) {
    const mean = Float64Array.from(columns, columnMean);
    const scale = Float64Array.from(columns, (column, f) =>
      deviation(columnVariance(column, mean[f]), mean[f], column.length),
    );
    return columnScaler(mean, scale);
  },
  fitMoments({ n, mean, covariance, columns }) {
    const center = mean.slice(0, -1);
    const diagonal = columns.length + 1;
    const scale = center.map((value, f) => deviation(covariance[f * diagonal], value, n));
    return columnScaler(center, scale);
  },
};

function deviation(variance: number, mean: number, rowCount: number): number {
  return isConstant(variance, mean, rowCount) ? 1 : Math.sqrt(variance);
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
function isConstant(variance: number, mean: number, rowCount: number): boolean {
  const meanError = rowCount * mean * Number.EPSILON;
  return variance <= rowCount * Number.EPSILON * variance + meanError * meanError;
}
