import { choleskyFactor } from "../linalg/cholesky.ts";
import { triangularFactor } from "../linalg/triangularFactor.ts";
import type { Root } from "./activeFactor.ts";

/** Below this share of a diagonal element a Cholesky factor has lost too many digits for a step. */
const CLEAR = 1e-8;

/**
 * R with `R'R = mean(bends x x') + 2 diag(l2)`: from the sums where they keep enough
 * digits, otherwise from the weighted rows, whose condition is the root of that of the sums. Of
 * fewer rows than columns the weighted rows themselves.
 *
 * Source: Björck, Numerical Methods for Least Squares Problems, 6.6.
 *
 * @param products sums of `bends x x'`, `size * size`, where there are not fewer rows than columns
 * @param bendsOf asked for each row's bend where the sums do not do
 */
export function weightedRoot(
  columns: Float64Array[],
  rowCount: number,
  l2: Float64Array,
  products: Float64Array | undefined,
  bendsOf: () => Float64Array,
): { root: Root; isClear: boolean } {
  const size = columns.length;
  if (!products) {
    const roots = rootsOf(bendsOf());
    const matrix = new Float64Array(rowCount * size);
    columns.forEach((column, k) => {
      for (let row = 0; row < rowCount; row++) {
        matrix[k * rowCount + row] = column[row] * roots[row];
      }
    });
    const ridge = l2.map((value) => 2 * value);
    return { root: { matrix, height: rowCount, size, ridge }, isClear: false };
  }
  const hessian = products.map((value) => value / rowCount);
  for (let k = 0; k < size; k++) hessian[k * size + k] += 2 * l2[k];
  const { lower, leastShare } = choleskyFactor(hessian, size, Array.from(columns.keys()));
  if (leastShare > CLEAR) return { root: { matrix: lower, height: size, size }, isClear: true };

  const roots = rootsOf(bendsOf());
  const ridges = l2.some((value) => value > 0) ? size : 0;
  const matrix = triangularFactor(size, rowCount + ridges, (block, stride, first, count) => {
    columns.forEach((column, k) => {
      const target = block.subarray(k * stride, k * stride + count);
      for (let t = 0; t < count; t++) {
        const row = first + t;
        if (row < rowCount) target[t] = column[row] * roots[row];
        else target[t] = row - rowCount === k ? Math.sqrt(2 * l2[k]) : 0;
      }
    });
  });
  return { root: { matrix, height: size, size }, isClear: false };
}

function rootsOf(bends: Float64Array): Float64Array {
  return bends.map((bend) => Math.sqrt(bend / bends.length));
}
