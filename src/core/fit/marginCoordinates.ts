import type { LinearProblem } from "../problem.ts";
import { largestMagnitude } from "../extent.ts";
import { powerOfTwoNear } from "./designFactor.ts";

/**
 * The columns of a classification, each less its centre and over its scale. Scales are powers of two
 * and columns near zero stay where they are, so that a column keeps its digits: of columns that are
 * almost alike only the last ones count.
 */
export interface MarginCoordinates {
  columns: Float64Array[];
  centers: Float64Array;
  scales: Float64Array;
  /** Penalties of each coordinate: `l1[k] |v[k]| + l2[k] v[k]²`. */
  l1: Float64Array;
  l2: Float64Array;
  toWeights(coordinates: Float64Array): Float64Array;
  toCoordinates(weights: Float64Array): Float64Array;
}

/** One cell with this share of a column's square sum is wild: it hides the others from the mean. */
const WILD = 0.9;

export function marginCoordinates(problem: LinearProblem): MarginCoordinates {
  const { rowCount, columns, interceptIndex } = problem;
  const constant = columns[interceptIndex];
  const size = columns.length;
  const centers = new Float64Array(size);
  const scales = new Float64Array(size).fill(1);
  const standard = columns.map((column, k) => {
    if (k === interceptIndex) return column;
    const values = constant ? column.map((value, row) => value * constant[row]) : column;
    const { center, scale } = spreadOf(values);
    centers[k] = constant ? center : 0;
    scales[k] = powerOfTwoNear(constant ? scale : Math.hypot(center, scale));
    const perScale = 1 / scales[k];
    const result = new Float64Array(rowCount);
    for (let row = 0; row < rowCount; row++) {
      const shift = constant ? centers[k] * constant[row] : 0;
      result[row] = (column[row] - shift) * perScale;
    }
    return result;
  });
  const penaltiesOf = (strengths: Float64Array) =>
    strengths.map((strength, k) => (k === interceptIndex ? 0 : strength / scales[k]));

  return {
    columns: standard,
    centers,
    scales,
    l1: penaltiesOf(new Float64Array(size).fill(problem.l1)),
    l2: penaltiesOf(penaltiesOf(new Float64Array(size).fill(problem.l2))),
    toWeights(coordinates) {
      const weights = coordinates.map((value, k) => value / scales[k]);
      if (constant) weights[interceptIndex] -= shiftOf(weights);
      return weights;
    },
    toCoordinates(weights) {
      const coordinates = weights.map((value, k) => value * scales[k]);
      if (constant) coordinates[interceptIndex] += shiftOf(weights);
      return coordinates;
    },
  };

  function shiftOf(weights: Float64Array): number {
    return weights.reduce((total, value, k) => total + value * centers[k], 0);
  }
}

/** The mean and the deviation; of a column with a wild cell the medians. No centre near zero. */
function spreadOf(values: Float64Array): { center: number; scale: number } {
  const count = values.length;
  const unit = powerOfTwoNear(largestMagnitude(values) || 1);
  let total = 0;
  for (let row = 0; row < count; row++) total += values[row] / unit;
  const mean = total / count;
  let squares = 0;
  let wildest = 0;
  for (let row = 0; row < count; row++) {
    const square = (values[row] / unit - mean) ** 2;
    squares += square;
    if (square > wildest) wildest = square;
  }
  let center = mean;
  let scale = Math.sqrt(squares / count);
  if (count >= 8 && wildest > WILD * squares) {
    const parts = values.map((value) => value / unit);
    center = medianOf(parts);
    scale = medianOf(parts.map((value) => Math.abs(value - center))) || scale;
  }
  if (Math.abs(center) < 2 * scale) center = 0;
  return { center: center * unit, scale: scale * unit };
}

function medianOf(values: Float64Array): number {
  return values.slice().sort()[values.length >> 1];
}
