import { solveInPlace } from "../linalg/solve.ts";
import { signSearch } from "./signSearch.ts";

const MAX_SWEEPS = 10000;

/**
 * The `move` of least `gradient·move + move'H move / 2 + sum(l1 |at + move|)`, exact up to rounding.
 *
 * @param hessian symmetric, `size * size`
 */
export function lassoStep(
  hessian: Float64Array,
  gradient: Float64Array,
  at: Float64Array,
  l1: Float64Array,
): Float64Array {
  const linear = gradient.map((value, j) =>
    at.reduce((total, other, k) => total - hessian[j * at.length + k] * other, value),
  );
  const best = signSearch(hessian, linear, l1);
  if (best) return best.map((value, k) => value - at[k]);
  return coordinateDescent(hessian, gradient, at, l1);
}

/**
 * The same where columns depend on each other: coordinate descent finds which coordinates are zero
 * and the signs of the others, and a linear system on those gives the last digits.
 *
 * Source: Friedman, Hastie and Tibshirani, J. Stat. Softw. 33 (2010).
 */
function coordinateDescent(
  hessian: Float64Array,
  gradient: Float64Array,
  at: Float64Array,
  l1: Float64Array,
): Float64Array {
  const size = at.length;
  const move = new Float64Array(size);
  const slope = gradient.slice();

  for (let sweep = 0; sweep < MAX_SWEEPS; sweep++) {
    let largest = 0;
    for (let j = 0; j < size; j++) {
      const bend = hessian[j * size + j];
      if (!(bend > 0)) continue;
      const target = softThreshold(bend * (at[j] + move[j]) - slope[j], l1[j]) / bend;
      const change = target - (at[j] + move[j]);
      if (change === 0) continue;
      move[j] = target - at[j];
      for (let k = 0; k < size; k++) slope[k] += hessian[j * size + k] * change;
      largest = Math.max(largest, Math.abs(change) / (Math.abs(target) + Math.abs(at[j])));
    }
    if (largest <= 1e-13) break;
  }
  return polished(hessian, gradient, at, l1, move) ?? move;
}

function softThreshold(value: number, threshold: number): number {
  if (value > threshold) return value - threshold;
  if (value < -threshold) return value + threshold;
  return 0;
}

/** The exact minimum with the zeros and signs of `at + move`, if it keeps them. */
function polished(
  hessian: Float64Array,
  gradient: Float64Array,
  at: Float64Array,
  l1: Float64Array,
  move: Float64Array,
): Float64Array | undefined {
  const size = at.length;
  const free = Array.from(at.keys()).filter((k) => l1[k] === 0 || at[k] + move[k] !== 0);
  const signs = free.map((k) => Math.sign(at[k] + move[k]));
  const result = at.map((value) => -value);
  const matrix = new Float64Array(free.length * free.length);
  const vector = new Float64Array(free.length);
  free.forEach((j, row) => {
    let side = -gradient[j] - l1[j] * signs[row];
    for (let k = 0; k < size; k++) {
      if (!free.includes(k)) side += hessian[j * size + k] * at[k];
    }
    vector[row] = side;
    free.forEach((k, column) => {
      matrix[row * free.length + column] = hessian[j * size + k];
    });
  });
  if (!solveInPlace(matrix, vector)) return undefined;
  free.forEach((k, row) => {
    result[k] = vector[row];
  });
  const keepsSigns = free.every(
    (k, row) => l1[k] === 0 || Math.sign(at[k] + result[k]) === signs[row],
  );
  return keepsSigns ? result : undefined;
}
