import { rowMoments } from "./rowMoments.ts";
import { offsetMeanSquare, type Design, type DesignFactor } from "./designFactor.ts";
import { slopeSolver, withoutDirections } from "./slopeSolver.ts";

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
    const zero = offsetMeanSquare(factors);
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

function squaresOf(values: Float64Array): number {
  return values.reduce((total, value) => total + value * value, 0);
}
