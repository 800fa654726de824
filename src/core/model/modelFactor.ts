import { designFactor, collinearity, withRidge, type DesignFactor } from "../fit/designFactor.ts";
import { MANY_COLUMNS } from "../fit/slopeSolver.ts";
import { jacobiSvd } from "../linalg/jacobiSvd.ts";
import { triangleInverse } from "../linalg/triangularFactor.ts";
import type { LinearProblem } from "../problem.ts";

/**
 * A square matrix A with the Hessian `2 A'A` over all weights, l2 penalty included. Column 0 is the
 * intercept's where there is one, then come the slopes: `[[c, c means'], [0, R]]` needs no
 * cancellation, however far from zero the columns lie.
 */
export interface ModelFactor {
  size: number;
  /** Column-major, `size * size`. */
  matrix: Float64Array;
  /** Rank of A. */
  rank: number;
}

/**
 * The factor of the Hessian at `weights`: of `mse` from the design's own factor, of another smooth
 * loss from the columns weighted by the second derivative at each row's residual.
 *
 * @returns undefined for losses that bend nowhere
 */
export function modelFactor(
  problem: LinearProblem,
  design: DesignFactor,
  weights: Float64Array,
): ModelFactor | undefined {
  const { loss, l2 } = problem;
  if (loss.shape === "kinked") return undefined;
  if (loss.shape === "quadratic") return factorOf(design, 1, l2);
  const { weighted, bend } = weightedDesign(problem, weights);
  return factorOf(weighted, bend / 2, l2);
}

/** The columns times `sqrt(point''(residual) / bend)`, where `bend` is the mean of `point''`. */
function weightedDesign(
  problem: LinearProblem,
  weights: Float64Array,
): { weighted: DesignFactor; bend: number } {
  const { rowCount, columns, offset, point } = problem;
  const bends = offset.slice();
  columns.forEach((column, k) => {
    for (let row = 0; row < rowCount; row++) bends[row] -= column[row] * weights[k];
  });
  let bend = 0;
  for (let row = 0; row < rowCount; row++) {
    bends[row] = point.curvature(bends[row]);
    bend += bends[row] / rowCount;
  }
  for (let row = 0; row < rowCount; row++) bends[row] = bend > 0 ? Math.sqrt(bends[row] / bend) : 0;
  const weighted = designFactor({
    ...problem,
    columns: columns.map((column) => column.map((value, row) => value * bends[row])),
    offset: new Float64Array(rowCount),
  });
  return { weighted, bend };
}

/** @param share the mean square of the columns is met with this factor in the loss */
export function factorOf(design: DesignFactor, share: number, l2: number): ModelFactor {
  const { slopeCount, rowCount, units, means, hasIntercept } = design;
  const height = slopeCount + 1;
  const isFlat = share === 0;
  const factor = isFlat ? new Float64Array(height * height) : withRidge(design, l2 / share);
  const lengths = new Float64Array(slopeCount).fill(1);
  let unit = new Float64Array(slopeCount * slopeCount);
  for (let j = 0; j < slopeCount; j++) {
    if (isFlat) factor[j + j * height] = Math.sqrt(l2);
    const column = factor.subarray(j * height, j * height + slopeCount);
    lengths[j] = Math.hypot(...column) || 1;
    for (let i = 0; i < slopeCount; i++) unit[i + j * slopeCount] = column[i] / lengths[j];
  }
  let rank = slopeCount;
  if (!isSurelyIndependent(unit, design)) {
    const { values, right } = jacobiSvd(unit, slopeCount);
    const negligible = collinearity(design) * values.reduce((a, b) => Math.max(a, b), 0);
    const kept = Array.from(values.keys()).filter((k) => values[k] > negligible);
    rank = kept.length;
    if (rank < slopeCount) {
      // Without the directions that rounding alone fills: S V' of those that are left.
      unit = new Float64Array(slopeCount * slopeCount);
      kept.forEach((k, i) => {
        for (let j = 0; j < slopeCount; j++) {
          unit[i + j * slopeCount] = values[k] * right[j + k * slopeCount];
        }
      });
    }
  }

  const first = hasIntercept ? 1 : 0;
  const size = slopeCount + first;
  const matrix = new Float64Array(size * size);
  const constant = Math.sqrt(share);
  if (hasIntercept) matrix[0] = constant;
  for (let j = 0; j < slopeCount; j++) {
    const start = (j + first) * size;
    if (hasIntercept) matrix[start] = constant * means[j];
    const scale = isFlat ? lengths[j] : (constant * lengths[j] * units[j]) / Math.sqrt(rowCount);
    for (let i = 0; i < slopeCount; i++) {
      matrix[start + first + i] = unit[i + j * slopeCount] * scale;
    }
  }
  return { size, matrix, rank: rank + (hasIntercept && !isFlat ? 1 : 0) };
}

/** Where many columns are so far from dependent that bounds on their singular values show it. */
function isSurelyIndependent(triangle: Float64Array, design: DesignFactor): boolean {
  if (design.slopeCount < MANY_COLUMNS) return false;
  const bounds = triangleInverse(triangle, design.slopeCount);
  return bounds !== undefined && bounds.smallest > collinearity(design) * bounds.largest;
}
