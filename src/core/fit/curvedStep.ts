import { choleskyFactor, solveLower, solveUpper } from "../linalg/cholesky.ts";
import { triangularFactor } from "../linalg/triangularFactor.ts";

/** Below this share of a diagonal element a Cholesky factor has lost too many digits for a step. */
const CLEAR = 1e-8;
/** What is left of a column below this share of it is rounding. */
const NEGLIGIBLE = 1e-14;

/**
 * Newton's step, the `move` of least `gradient·move + move'H move / 2`, where H is
 * `mean(bends x x') + 2 diag(l2)`: by the Cholesky factor of H, and where columns are close to
 * dependent by the R of the weighted rows, whose condition is the root of that of H. Coordinates
 * that depend on others stay.
 *
 * Source: Björck, Numerical Methods for Least Squares Problems, 6.6 (seminormal equations).
 *
 * @param hessian H, `size * size`
 */
export function curvedStep(
  columns: Float64Array[],
  bends: Float64Array,
  l2: Float64Array,
  hessian: Float64Array,
  gradient: Float64Array,
): { move: Float64Array; isDefinite: boolean } {
  const size = columns.length;
  const all = Array.from(columns.keys());
  const { lower, leastShare } = choleskyFactor(hessian, size, all);
  if (leastShare > CLEAR) {
    const move = gradient.map((value) => -value);
    return { move: solveUpper(lower, size, solveLower(lower, size, move)), isDefinite: true };
  }

  const units = Float64Array.from(all, (k) => 1 / Math.sqrt(hessian[k * size + k]));
  const used = all.filter((k) => Number.isFinite(units[k]));
  const { kept, transposed } = weightedFactor(columns, bends, l2, units, used);
  const part = Float64Array.from(kept, (k) => -gradient[k] * units[k]);
  solveUpper(transposed, kept.length, solveLower(transposed, kept.length, part));
  const move = new Float64Array(size);
  kept.forEach((k, position) => (move[k] = part[position] * units[k]));
  return { move, isDefinite: kept.length === size };
}

/** R of the independent ones among the weighted columns; transposed and row-major, a lower triangle. */
function weightedFactor(
  columns: Float64Array[],
  bends: Float64Array,
  l2: Float64Array,
  units: Float64Array,
  used: number[],
): { kept: number[]; transposed: Float64Array } {
  const rowCount = bends.length;
  const size = used.length;
  const roots = bends.map((bend) => Math.sqrt(bend / rowCount));
  const height = rowCount + columns.length;
  let factor = triangularFactor(size, height, (block, stride, first, count) => {
    used.forEach((k, j) => {
      const column = columns[k];
      for (let t = 0; t < count; t++) {
        const row = first + t;
        const value = row < rowCount ? column[row] * roots[row] : ridge(k, row - rowCount);
        block[j * stride + t] = value * units[k];
      }
    });
  });
  let kept = used;
  for (;;) {
    const width = kept.length;
    const dependent = kept.findIndex((_, j) => !(Math.abs(factor[j + j * width]) > NEGLIGIBLE));
    if (dependent < 0) return { kept, transposed: factor };
    const before = factor;
    const others = Array.from(kept.keys()).filter((j) => j !== dependent);
    factor = triangularFactor(others.length, width, (block, stride, first, count) => {
      others.forEach((from, j) => {
        for (let t = 0; t < count; t++) block[j * stride + t] = before[first + t + from * width];
      });
    });
    kept = others.map((j) => kept[j]);
  }

  function ridge(k: number, j: number): number {
    return j === k ? Math.sqrt(2 * l2[k]) : 0;
  }
}
