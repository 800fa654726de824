import type { LinearProblem } from "../problem.ts";
import { collinearity, type DesignFactor } from "./designFactor.ts";

/**
 * A problem in coordinates that suit iteration: columns centred on the intercept, of unit mean
 * square, and without those that depend linearly on others.
 */
export interface StandardCoordinates {
  rowCount: number;
  columns: Float64Array[];
  offset: Float64Array;
  /** Penalty of each coordinate: `l2[k] v[k]²`. */
  l2: Float64Array;
  toWeights(coordinates: Float64Array): Float64Array;
  toCoordinates(weights: Float64Array): Float64Array;
}

export function standardCoordinates(
  problem: LinearProblem,
  factors: DesignFactor,
): StandardCoordinates {
  const { rowCount, columns, interceptIndex, l2 } = problem;
  const { means, slopeCount, hasIntercept } = factors;
  const lengths: Float64Array = columnLengths(factors);
  const kept = l2 === 0 ? independentColumns(factors) : nonZero(lengths);
  const constant = columns[interceptIndex];
  const shift = hasIntercept && problem.loss.classOffset === undefined ? means[slopeCount] : 0;

  const standardColumns: Float64Array[] = kept.map((k) => {
    const column = columns[k];
    const length = lengths[k];
    const mean = means[k];
    const result = new Float64Array(rowCount);
    for (let row = 0; row < rowCount; row++) {
      const center = hasIntercept ? mean * constant[row] : 0;
      result[row] = (column[row] - center) / length;
    }
    return result;
  });
  if (hasIntercept) standardColumns.push(constant);
  const padding = hasIntercept ? [0] : [];

  return {
    rowCount,
    columns: standardColumns,
    offset:
      shift === 0
        ? problem.offset
        : problem.offset.map((value, row) => value - shift * constant[row]),
    l2: Float64Array.from([...kept.map((k) => l2 / lengths[k] / lengths[k]), ...padding]),
    toWeights(coordinates) {
      const weights = new Float64Array(columns.length);
      let center = 0;
      kept.forEach((k, position) => {
        weights[k] = coordinates[position] / lengths[k];
        center += weights[k] * means[k];
      });
      if (hasIntercept) weights[slopeCount] = coordinates[kept.length] - center + shift;
      return weights;
    },
    toCoordinates(weights) {
      const coordinates = new Float64Array(standardColumns.length);
      let center = 0;
      kept.forEach((k, position) => {
        coordinates[position] = weights[k] * lengths[k];
        center += weights[k] * means[k];
      });
      if (hasIntercept) coordinates[kept.length] = weights[slopeCount] + center - shift;
      return coordinates;
    },
  };
}

/**
 * The columns that a fit needs: the intercept's, and those that are not constant beside it or, where
 * no penalty tells them apart, do not depend linearly on others.
 */
export function usefulColumns(
  { l1, l2, interceptIndex }: Pick<LinearProblem, "l1" | "l2" | "interceptIndex">,
  factors: DesignFactor,
): number[] {
  const slopes = l1 === 0 && l2 === 0 ? independentColumns(factors) : nonZeroColumns(factors);
  return interceptIndex < 0 ? slopes : [...slopes, interceptIndex];
}

/** The slopes' columns that are not constant beside the intercept. */
export function nonZeroColumns(factors: DesignFactor): number[] {
  return nonZero(columnLengths(factors));
}

/** Root mean squares of the centred columns. */
function columnLengths(factors: DesignFactor): Float64Array {
  const { factor, height, slopeCount, units, rowCount } = factors;
  return Float64Array.from({ length: slopeCount }, (_, j) => {
    const column = factor.subarray(j * height, (j + 1) * height);
    return (Math.hypot(...column) * units[j]) / Math.sqrt(rowCount);
  });
}

function nonZero(lengths: Float64Array): number[] {
  return Array.from(lengths.keys()).filter((k) => lengths[k] > 0);
}

/** Gram and Schmidt on the unit columns of R, the longest remainder first. */
function independentColumns(factors: DesignFactor): number[] {
  const { factor, slopeCount } = factors;
  const size = slopeCount + 1;
  const rests = Array.from({ length: slopeCount }, (_, j) => {
    const column = factor.slice(j * size, j * size + slopeCount);
    const length = Math.hypot(...column) || 1;
    return column.map((value) => value / length);
  });
  const negligible = 4 * collinearity(factors);
  const kept: number[] = [];
  for (;;) {
    let longest = -1;
    let length = negligible;
    rests.forEach((rest, j) => {
      const restLength = kept.includes(j) ? 0 : Math.hypot(...rest);
      if (restLength > length) {
        longest = j;
        length = restLength;
      }
    });
    if (longest < 0) return kept.sort((a, b) => a - b);
    kept.push(longest);
    const direction = rests[longest].map((value) => value / length);
    for (const rest of rests) {
      const share = rest.reduce((total, value, i) => total + value * direction[i], 0);
      for (let i = 0; i < slopeCount; i++) rest[i] -= share * direction[i];
    }
  }
}
