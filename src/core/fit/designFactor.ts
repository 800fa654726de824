import { foldRows, triangularFactor, type PairFactor } from "../linalg/triangularFactor.ts";
import type { LinearProblem } from "../problem.ts";
import { largestMagnitude } from "../extent.ts";
import { dot } from "../sums.ts";
import { momentFactor } from "./momentFactor.ts";

/** A problem's columns without the intercept's, in the order of its weights. */
export type Design = Pick<
  LinearProblem,
  "rowCount" | "columns" | "offset" | "interceptIndex" | "shifts"
>;

/**
 * What a least squares problem keeps of its rows: means and the R of the centred, rescaled columns
 * (without an intercept nothing is centred).
 */
export interface DesignFactor {
  rowCount: number;
  /** Number of columns that are not the intercept. */
  slopeCount: number;
  hasIntercept: boolean;
  /** Of each slope's column, and last of the offset; zeros without an intercept. */
  means: Float64Array;
  /** A power of two for each slope and the offset: column / unit is about 1. */
  units: Float64Array;
  /** Rows of `factor`: `slopeCount + 1`, or of a wide table the row count. */
  height: number;
  /**
   * R of `[columns / unit, offset / unit]`, column-major, `height * (slopeCount + 1)`; of a wide
   * table, whose R would be larger than itself, the centred and rescaled columns as they are.
   */
  factor: Float64Array;
  /** For each slope, the part of its R column that rounding alone explains. */
  rounding: Float64Array;
  /** Whether no column lies close to those before it, so that R's last column keeps its digits. */
  isWellConditioned: boolean;
}

/**
 * One pass over the rows, one more with an intercept, and two more where columns lie close to
 * dependent or their squares leave the range of a double.
 */
export function designFactor({
  rowCount,
  columns,
  offset,
  interceptIndex,
  shifts,
}: Design): DesignFactor {
  const hasIntercept = interceptIndex >= 0;
  const slopes = columns.filter((_, k) => k !== interceptIndex);
  const slopeCount = slopes.length;
  const all = [...slopes, offset];
  const size = all.length;
  const constant = columns[interceptIndex];
  const means = Float64Array.from(all, (column) =>
    hasIntercept ? dot(column, constant) / rowCount : 0,
  );
  let units = new Float64Array(size).fill(1);

  function fill(block: Float64Array, stride: number, first: number, count: number): void {
    for (let j = 0; j < size; j++) {
      const target = block.subarray(j * stride, j * stride + count);
      if (hasIntercept) fillCentered(target, all[j], constant, first, means[j], 1 / units[j]);
      else fillScaled(target, all[j], first, 1 / units[j]);
    }
  }
  const isTall = slopeCount <= rowCount;
  const height = isTall ? size : rowCount;
  let factor = isTall ? momentFactor(size, rowCount, hasIntercept ? fill : all) : undefined;
  const isWellConditioned = factor !== undefined;
  if (!factor) {
    units = Float64Array.from(all, (column) => powerOfTwoNear(largestMagnitude(column)));
    factor = isTall ? triangularFactor(size, rowCount, fill) : new Float64Array(height * size);
    if (!isTall) fill(factor, height, 0, rowCount);
  }

  const rounding = new Float64Array(slopeCount);
  for (let j = 0; j < slopeCount; j++) {
    const length = columnLength(factor, height, j);
    const center = ((Math.abs(means[j]) + Math.abs(shifts[j])) / units[j]) * Math.sqrt(rowCount);
    const noise = Number.EPSILON * (length + center);
    rounding[j] = noise / length;
    if (!(length > 4 * noise)) {
      rounding[j] = 0;
      factor.fill(0, j * height, (j + 1) * height);
    }
  }
  return {
    rowCount,
    slopeCount,
    hasIntercept,
    means,
    units,
    height,
    factor,
    rounding,
    isWellConditioned,
  };
}

/** Whether a table has fewer rows than columns. */
export function isWide({ rowCount, slopeCount }: DesignFactor): boolean {
  return slopeCount > rowCount;
}

/** Means that are larger than this many spreads cost the weights digits that show in the loss. */
const FAR = 100;

/**
 * The least mean square that any weights leave. Undefined where it is small beside that of the
 * offset, where columns lie close to dependent (the noise of what depends takes a share), and where
 * they lie far from zero (the rounding of the weights does).
 */
export function leastMeanSquare({
  factor,
  slopeCount,
  units,
  means,
  rowCount,
  isWellConditioned,
}: DesignFactor): number | undefined {
  const size = slopeCount + 1;
  const isFar = means.some((mean, j) => {
    const spread = (columnLength(factor, size, j) * units[j]) / Math.sqrt(rowCount);
    return Math.abs(mean) > FAR * spread;
  });
  if (!isWellConditioned || isFar) return undefined;
  const last = slopeCount * (slopeCount + 1);
  const own = factor[last + slopeCount] ** 2;
  let square = own;
  for (let i = 0; i < slopeCount; i++) square += factor[last + i] ** 2;
  return own > 0.01 * square ? (own / rowCount) * units[slopeCount] ** 2 : undefined;
}

/** The mean square of the offset: the loss of no weights. */
export function offsetMeanSquare(design: DesignFactor): number {
  const { factor, height, slopeCount, units, means, rowCount } = design;
  const length = columnLength(factor, height, slopeCount) * units[slopeCount];
  return (length * length) / rowCount + means[slopeCount] ** 2;
}

/** The triangle with the rows `sqrt(rowCount * l2) * identity` folded in. */
export function withRidge(design: DesignFactor, l2: number): Float64Array {
  const { rowCount, slopeCount, units } = design;
  const factor = design.factor.slice();
  if (l2 === 0) return factor;
  const size = slopeCount + 1;
  const rows = new Float64Array(size * slopeCount);
  for (let k = 0; k < slopeCount; k++) {
    rows[k * slopeCount + k] = Math.sqrt(rowCount * l2) / units[k];
  }
  foldRows(factor, size, rows, slopeCount, slopeCount);
  return factor;
}

/** Columns that agree to this share of their length count as the same. */
export function collinearity({ rowCount, slopeCount, rounding }: DesignFactor): number {
  const largest = rounding.reduce((a, b) => Math.max(a, b), 0);
  return Number.EPSILON * (8 * (slopeCount + 1) + Math.sqrt(rowCount)) + 4 * largest;
}

/**
 * `[r11, r12, r22]` with `mean((columns[a] d1 + columns[b] d2)²) = (r11 d1 + r12 d2)² + (r22 d2)²`;
 * `r22` is zero where the two columns are collinear up to rounding, `r11` where the first is zero.
 */
export function pairFactor(design: DesignFactor, a: number, b: number): PairFactor {
  const { rowCount, slopeCount } = design;
  const height = design.height + 1;
  const pair = new Float64Array(2 * height);
  [a, b].forEach((k, j) => {
    const isIntercept = k >= slopeCount;
    for (let i = 0; i < design.height && !isIntercept; i++) {
      const element = design.factor[i + k * design.height] * design.units[k];
      pair[i + j * height] = element / Math.sqrt(rowCount);
    }
    pair[design.height + j * height] = isIntercept ? 1 : design.means[k];
  });
  const unitA = powerOfTwoNear(largestMagnitude(pair.subarray(0, height)));
  const unitB = powerOfTwoNear(largestMagnitude(pair.subarray(height)));
  for (let i = 0; i < height; i++) {
    pair[i] /= unitA;
    pair[height + i] /= unitB;
  }
  const factor = new Float64Array(4);
  foldRows(factor, 2, pair, height, height);
  const [r11, , r12, r22] = factor;
  const collinear = Math.abs(r22) <= collinearity(design) * Math.hypot(r12, r22);
  return [r11 * unitA, r12 * unitB, collinear ? 0 : r22 * unitB];
}

function columnLength(factor: Float64Array, height: number, j: number): number {
  let squares = 0;
  for (let i = 0; i < height; i++) squares += factor[i + j * height] ** 2;
  return Math.sqrt(squares);
}

function fillCentered(
  target: Float64Array,
  column: Float64Array,
  constant: Float64Array,
  first: number,
  mean: number,
  factor: number,
): void {
  for (let t = 0; t < target.length; t++) {
    target[t] = (column[first + t] - mean * constant[first + t]) * factor;
  }
}

function fillScaled(
  target: Float64Array,
  column: Float64Array,
  first: number,
  factor: number,
): void {
  for (let t = 0; t < target.length; t++) target[t] = column[first + t] * factor;
}

/** The power of two not above a magnitude, within the range of doubles; 1 for zero. */
export function powerOfTwoNear(magnitude: number): number {
  if (!(magnitude > 0)) return 1;
  return 2 ** Math.max(-1000, Math.min(1000, Math.floor(Math.log2(magnitude))));
}
