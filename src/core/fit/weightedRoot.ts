import { choleskyFactor } from "../linalg/cholesky.ts";
import { triangularFactor } from "../linalg/triangularFactor.ts";

/** Below this share of a diagonal element a Cholesky factor has lost too many digits for a step. */
const CLEAR = 1e-8;

/**
 * The triangle R with `R'R = mean(bends x x') + 2 diag(l2)`: from the sums where they keep enough
 * digits, otherwise from the weighted rows, whose condition is the root of that of the sums.
 *
 * Source: Björck, Numerical Methods for Least Squares Problems, 6.6.
 *
 * @param hessian `R'R`, `size * size`
 * @returns column-major, `size * size`
 */
export function weightedRoot(
  columns: Float64Array[],
  bends: Float64Array,
  l2: Float64Array,
  hessian: Float64Array,
): { root: Float64Array; isClear: boolean } {
  const size = columns.length;
  const { lower, leastShare } = choleskyFactor(hessian, size, Array.from(columns.keys()));
  if (leastShare > CLEAR) return { root: lower, isClear: true };

  const rowCount = bends.length;
  const roots = bends.map((bend) => Math.sqrt(bend / rowCount));
  const ridges = l2.some((value) => value > 0) ? size : 0;
  const root = triangularFactor(size, rowCount + ridges, (block, stride, first, count) => {
    columns.forEach((column, k) => {
      const target = block.subarray(k * stride, k * stride + count);
      for (let t = 0; t < count; t++) {
        const row = first + t;
        if (row < rowCount) target[t] = column[row] * roots[row];
        else target[t] = row - rowCount === k ? Math.sqrt(2 * l2[k]) : 0;
      }
    });
  });
  return { root, isClear: false };
}

/** Lengths of the columns of R: the roots of the diagonal of `R'R`. */
export function columnLengths(root: Float64Array, size: number): Float64Array {
  return Float64Array.from({ length: size }, (_, k) =>
    Math.hypot(...root.subarray(k * size, (k + 1) * size)),
  );
}
