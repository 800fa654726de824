import { exactResiduals } from "../linalg/exactResiduals.ts";
import { type LinearProblem, penalty } from "../problem.ts";
import { dot } from "../sums.ts";
import { activeFactor, columnLengths, type Root } from "./activeFactor.ts";
import { powerOfTwoNear, type DesignFactor } from "./designFactor.ts";
import { lassoStep } from "./newtonStep.ts";

export interface LassoFit {
  weights: Float64Array;
  /** Whether no other weights reach the same loss. */
  isUnique: boolean;
  /** The duality gap as a share of the loss. */
  gap: number;
}

/** Each round corrects what rounding left of the last; the first is exact but for that. */
const MAX_ROUNDS = 5;
const CERTAIN = 1e-14;
/** A slope this near its penalty may leave zero without cost. */
const TIGHT = 1e-9;

/**
 * The mean square with an l1 penalty, and l2 beside it, by an active set method on the design's
 * factor, corrected with exact residuals.
 *
 * The gap is that of the lasso's dual at the residuals, scaled down until they are feasible, or,
 * where columns far from zero leave that few digits, what one more step would gain. Source: Kim,
 * Koh, Lustig, Boyd and Gorinevsky, IEEE J. Sel. Top. Signal Process. 1 (2007).
 */
export function lassoFit(problem: LinearProblem, factors: DesignFactor): LassoFit {
  const { columns, offset, interceptIndex, rowCount, l1, l2 } = problem;
  const { slopeCount, means } = factors;
  const constant = columns[interceptIndex];
  const { root, scales } = scaledRoot(factors, l2);
  const lengths = columnLengths(root);
  const penalties = scales.map((scale) => l1 / scale);
  let weights = new Float64Array(columns.length);
  if (constant) weights[interceptIndex] = means[slopeCount];
  let best: (LassoFit & { slopes: Float64Array }) | undefined;

  for (let round = 0; ; round++) {
    const rest = exactResiduals(columns, offset, weights);
    const level = constant ? dot(rest, constant) / rowCount : 0;
    const slopes = negativeSlopes(rest, level);
    let gap = gapAt(rest, level, slopes);
    if (gap <= CERTAIN) {
      best = { weights, gap, slopes, isUnique: false };
      break;
    }
    const at = scales.map((scale, k) => scale * weights[k]);
    const gradient = scales.map((scale, k) => -slopes[k] / scale);
    const move = lassoStep(root, gradient, at, penalties);
    gap = Math.min(gap, descentAt(rest, level, at, gradient, move));
    if (!best || gap < best.gap) best = { weights, gap, slopes, isUnique: false };
    if (round === MAX_ROUNDS || gap <= CERTAIN) break;

    const next = new Float64Array(columns.length);
    let shift = level;
    for (let k = 0; k < slopeCount; k++) {
      next[k] = (at[k] + move[k]) / scales[k];
      shift -= means[k] * (next[k] - weights[k]);
    }
    if (constant) next[interceptIndex] = weights[interceptIndex] + shift;
    weights = next;
  }

  const { slopes } = best;
  const tight = Array.from(lengths.keys()).filter(
    (k) => lengths[k] > 0 && Math.abs(slopes[k]) >= l1 * (1 - TIGHT),
  );
  const isUnique = activeFactor(root, lengths, tight).dependent < 0;
  return { weights: best.weights, gap: best.gap, isUnique };

  /** Minus the derivatives by the slopes, without the l1 penalty, with the intercept at its best. */
  function negativeSlopes(rest: Float64Array, level: number): Float64Array {
    const centred = constant ? rest.map((r, row) => r - level * constant[row]) : rest;
    return Float64Array.from({ length: slopeCount }, (_, k) => {
      const column = constant
        ? columns[k].map((value, row) => value - means[k] * constant[row])
        : columns[k];
      return (2 * dot(column, centred)) / rowCount - 2 * l2 * weights[k];
    });
  }

  /** The slope along the step to the minimum of the same quadratic, which is no less than the way down. */
  function descentAt(
    rest: Float64Array,
    level: number,
    at: Float64Array,
    gradient: Float64Array,
    move: Float64Array,
  ): number {
    const descent = move.reduce(
      (total, d, k) =>
        total - gradient[k] * d - penalties[k] * (Math.abs(at[k] + d) - Math.abs(at[k])),
      level * level,
    );
    return Math.max(0, descent) / (dot(rest, rest) / rowCount + penalty(problem, weights));
  }

  function gapAt(rest: Float64Array, level: number, slopes: Float64Array): number {
    let steepest = l1;
    let excess = level * level;
    let product = 0;
    let lasso = 0;
    let ridge = 0;
    for (let k = 0; k < slopeCount; k++) {
      if (!(lengths[k] > 0)) continue;
      steepest = Math.max(steepest, Math.abs(slopes[k]));
      excess += l1 * Math.abs(weights[k]) - slopes[k] * weights[k];
      product += slopes[k] * weights[k];
      lasso += l1 * Math.abs(weights[k]);
      ridge += l2 * weights[k] * weights[k];
    }
    const squares = dot(rest, rest) / rowCount + ridge;
    const short = 1 - l1 / steepest;
    excess += squares * short * short + short * product;
    return squares + lasso === 0 ? 0 : Math.max(0, excess) / (squares + lasso);
  }
}

/** `[R, sqrt(2 l2)]` with the columns near unit length: half its square is the loss's curved part. */
function scaledRoot(
  { factor, height, slopeCount, units, rowCount }: DesignFactor,
  l2: number,
): { root: Root; scales: Float64Array } {
  const matrix = factor.slice(0, height * slopeCount);
  const share = Math.sqrt(2 / rowCount);
  const scales = units.slice(0, slopeCount);
  for (let k = 0; k < slopeCount; k++) {
    const column = matrix.subarray(k * height, (k + 1) * height);
    const unit = powerOfTwoNear(share * Math.hypot(...column));
    scales[k] *= unit;
    for (let i = 0; i < height; i++) column[i] *= share / unit;
  }
  const ridge = l2 > 0 ? scales.map((scale) => (2 * l2) / scale ** 2) : undefined;
  return { root: { matrix, height, size: slopeCount, ridge }, scales };
}
