import { jacobiSvd } from "../linalg/jacobiSvd.ts";
import { dot } from "../sums.ts";
import { rowMoments } from "./rowMoments.ts";
import { collinearity, withRidge, type Design, type DesignFactor } from "./designFactor.ts";

export interface LeastSquaresFit {
  /** In the order of the design's columns. */
  weights: Float64Array;
  /** Orthonormal directions of the slopes that leave the loss as it is; none: the fit is unique. */
  flat: Float64Array[];
  /**
   * How far the loss still lies above its minimum by the normal equations, as a share of the loss
   * (of 1e-20 of the loss without weights where that is more).
   */
  gap: number;
  /** Whether the columns are so near to dependent that rounding shows in the weights and in the gap. */
  isFrail: boolean;
}

/** Ratio of the singular values from which a solution is refined, and how often. */
const WELL_CONDITIONED = 0.1;
const REFINEMENTS = 2;
/** Ratio of the singular values below which half the digits are lost. */
const FRAIL = 1e-6;
/** The share of the loss of zero weights that counts as none. */
const NO_LOSS = 1e-20;
/** The share of it that residuals of rounding alone have. */
const ROUNDING = (16 * Number.EPSILON) ** 2;

/**
 * The weights of least `mean((offset - Xw)²) + l2 sum'(w²)`, through Householder QR of the centred
 * columns and the singular values of its R with unit columns, refined with the residuals. Where the
 * weights are not unique they are those whose slopes have the least norm; the intercept is no part
 * of that norm, as it is none of a penalty.
 *
 * Source: Golub and Van Loan, Matrix Computations, 5.3 to 5.5; refinement by corrected seminormal
 * equations, Björck, Linear Algebra Appl. 88/89 (1987).
 */
export function leastSquares(design: Design, factors: DesignFactor, l2: number): LeastSquaresFit {
  const solver = slopeSolver(factors, l2);
  const { slopeCount, means, hasIntercept } = factors;
  let slopes = solver.solveFactor();
  let weights = withIntercept(slopes);

  for (let round = 0; ; round++) {
    const gradient = slopeGradient(design, factors, weights, l2);
    const correction = solver.solveNormal(gradient.slopes);
    if (round === solver.refinements) {
      const gap = gapOf(gradient, correction);
      return { weights, flat: solver.flat, gap, isFrail: solver.isFrail };
    }
    slopes = withoutDirections(
      slopes.map((slope, k) => slope + correction[k]),
      solver.flat,
    );
    const shift = correction.reduce((total, change, k) => total - change * means[k], 0);
    const before = weights[slopeCount];
    weights = withIntercept(slopes);
    if (hasIntercept) weights[slopeCount] = before + gradient.intercept + shift;
  }

  /** Newton's decrement, which of a quadratic is the whole way down. */
  function gapOf(gradient: SlopeGradient, correction: Float64Array): number {
    const { rowCount } = factors;
    const above = gradient.slopes.reduce((total, value, k) => total + value * correction[k], 0);
    const excess = Math.max(0, above) / rowCount + gradient.intercept ** 2;
    const loss = gradient.squares / rowCount + l2 * squaresOf(slopes);
    const zero = meanSquare(design.offset);
    return excess <= ROUNDING * zero ? 0 : excess / Math.max(loss, NO_LOSS * zero);
  }

  function withIntercept(values: Float64Array): Float64Array {
    const result = new Float64Array(slopeCount + (hasIntercept ? 1 : 0));
    result.set(values);
    if (hasIntercept) {
      result[slopeCount] = values.reduce((b, slope, k) => b - slope * means[k], means[slopeCount]);
    }
    return result;
  }
}

/** `weights` without their part along orthonormal directions of the slopes. */
export function withoutDirections(weights: Float64Array, directions: Float64Array[]): Float64Array {
  const result = weights.slice();
  for (const direction of directions) subtractProjection(result, direction);
  return result;
}

/**
 * The slopes of least norm that predict the same; what they lose of the mean, the intercept takes.
 *
 * @param flat orthonormal directions of the slopes that leave the predictions as they are
 */
export function leastNorm(
  weights: Float64Array,
  { means, slopeCount, hasIntercept }: DesignFactor,
  flat: Float64Array[],
): Float64Array {
  const least = withoutDirections(weights, flat);
  if (!hasIntercept) return least;
  for (let k = 0; k < slopeCount; k++) {
    least[slopeCount] += (weights[k] - least[k]) * means[k];
  }
  return least;
}

/** Half the negative gradient: of the slopes, centred, times the row count; of the intercept, the mean. */
interface SlopeGradient {
  slopes: Float64Array;
  intercept: number;
  /** Sum of squared residuals. */
  squares: number;
}

function slopeGradient(
  design: Design,
  { slopeCount, means, hasIntercept, rowCount }: DesignFactor,
  weights: Float64Array,
  l2: number,
): SlopeGradient {
  const { products, squares } = rowMoments(design.columns, design.offset, weights);
  const total = hasIntercept ? products[slopeCount] : 0;
  const slopes = new Float64Array(slopeCount);
  for (let k = 0; k < slopeCount; k++) {
    slopes[k] = products[k] - means[k] * total - rowCount * l2 * weights[k];
  }
  return { slopes, intercept: total / rowCount, squares };
}

function meanSquare(values: Float64Array): number {
  return dot(values, values) / values.length;
}

function squaresOf(values: Float64Array): number {
  return values.reduce((total, value) => total + value * value, 0);
}

function slopeSolver(factors: DesignFactor, l2: number) {
  const { slopeCount, units } = factors;
  const size = slopeCount + 1;
  const factor = withRidge(factors, l2);

  const lengths = new Float64Array(slopeCount).fill(1);
  const unitColumns = new Float64Array(slopeCount * slopeCount);
  for (let j = 0; j < slopeCount; j++) {
    const column = factor.subarray(j * size, j * size + slopeCount);
    lengths[j] = Math.hypot(...column) || 1;
    for (let i = 0; i < slopeCount; i++) unitColumns[i + j * slopeCount] = column[i] / lengths[j];
  }
  const { left, right, values } = jacobiSvd(unitColumns, slopeCount);
  const largest = values.reduce((a, b) => Math.max(a, b), 0);
  const smallest = largest * collinearity(factors);
  const flat = orthonormal(
    Array.from(values.keys())
      .filter((k) => !(values[k] > smallest))
      .map((k) => toWeights(right.subarray(k * slopeCount, (k + 1) * slopeCount))),
  );

  /** From the coordinates of unit columns to slopes. */
  function toWeights(coordinates: Float64Array): Float64Array {
    return coordinates.map((value, j) => value / lengths[j] / units[j]);
  }

  /** `sum_k right_k (inner(k) / values[k]^power)` over the singular values that count. */
  function combine(inner: (k: number) => number, power: number): Float64Array {
    const coordinates = new Float64Array(slopeCount);
    for (let k = 0; k < slopeCount; k++) {
      if (!(values[k] > smallest)) continue;
      const share = inner(k) / values[k] ** power;
      for (let j = 0; j < slopeCount; j++) coordinates[j] += share * right[j + k * slopeCount];
    }
    return toWeights(coordinates);
  }

  return {
    flat,
    isFrail: values.some((value) => value > smallest && value < FRAIL * largest),
    refinements: values.every((value) => value > WELL_CONDITIONED * largest) ? 0 : REFINEMENTS,
    /** Least norm solution of `R w = Q'y`. */
    solveFactor(): Float64Array {
      const rotated = factor.subarray(slopeCount * size, slopeCount * size + slopeCount);
      const slopes = combine((k) => {
        let product = 0;
        for (let i = 0; i < slopeCount; i++) product += left[i + k * slopeCount] * rotated[i];
        return product;
      }, 1);
      return withoutDirections(
        slopes.map((slope) => slope * units[slopeCount]),
        flat,
      );
    },
    /** Solution of `R'R w = vector`. */
    solveNormal(vector: Float64Array): Float64Array {
      return combine((k) => {
        let product = 0;
        for (let j = 0; j < slopeCount; j++) {
          product += (right[j + k * slopeCount] * vector[j]) / lengths[j] / units[j];
        }
        return product;
      }, 2);
    },
  };
}

function orthonormal(vectors: Float64Array[]): Float64Array[] {
  const basis: Float64Array[] = [];
  for (const vector of vectors) {
    const rest = scaledToUnit(vector);
    for (let round = 0; round < 2; round++) {
      for (const direction of basis) subtractProjection(rest, direction);
    }
    basis.push(scaledToUnit(rest));
  }
  return basis;
}

function scaledToUnit(vector: Float64Array): Float64Array {
  const length = Math.hypot(...vector);
  return vector.map((value) => value / length);
}

function subtractProjection(vector: Float64Array, direction: Float64Array): void {
  const share = direction.reduce((total, value, k) => total + value * vector[k], 0);
  for (let k = 0; k < direction.length; k++) vector[k] -= share * direction[k];
}
