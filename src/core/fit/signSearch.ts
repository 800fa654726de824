import { solveInPlace } from "../linalg/solve.ts";

/**
 * The `x` of least `linear·x + x'H x / 2 + sum(l1 |x|)`, exact up to rounding however alike the
 * columns behind H are: the sign of one zero coordinate after another is guessed from the gradient,
 * and the system for the signs so far is solved anew.
 *
 * Source: Lee, Battle, Raina and Ng, Efficient sparse coding algorithms (feature-sign search),
 * NIPS 2006.
 *
 * @param hessian symmetric, `size * size`
 * @returns `undefined` where a system on the way is singular or signs come again
 */
export function signSearch(
  hessian: Float64Array,
  linear: Float64Array,
  l1: Float64Array,
): Float64Array | undefined {
  const size = linear.length;
  const mostRounds = 20 * size + 20;
  let x: Float64Array = new Float64Array(size);
  const signs = new Float64Array(size);
  const isActive = Array.from(l1, (penalty) => penalty === 0);

  for (let round = 0; round < mostRounds; round++) {
    const active = Array.from(l1.keys()).filter((k) => isActive[k]);
    const target = solveActive(hessian, linear, l1, signs, active);
    if (!target) return undefined;
    const moved = bestOnTheWay(hessian, linear, l1, x, target);
    // A system solved for other signs than those of its solution is not the minimum's.
    const isSettled =
      moved.every((value, k) => value === target[k]) &&
      active.every((k) => l1[k] === 0 || Math.sign(moved[k]) === signs[k]);
    x = moved;
    for (const k of active) {
      if (l1[k] === 0) continue;
      signs[k] = Math.sign(x[k]);
      isActive[k] = x[k] !== 0;
    }
    if (!isSettled) continue;

    const slopes = gradientOf(hessian, linear, x);
    let steepest = -1;
    let excess = 0;
    for (let k = 0; k < size; k++) {
      if (isActive[k] || Math.abs(slopes[k]) - l1[k] <= Math.max(excess, 1e-12 * l1[k])) continue;
      steepest = k;
      excess = Math.abs(slopes[k]) - l1[k];
    }
    if (steepest < 0) return x;
    isActive[steepest] = true;
    signs[steepest] = -Math.sign(slopes[steepest]);
  }
  return undefined;
}

/** The minimum over the active coordinates, the others zero, if all keep their signs. */
function solveActive(
  hessian: Float64Array,
  linear: Float64Array,
  l1: Float64Array,
  signs: Float64Array,
  active: readonly number[],
): Float64Array | undefined {
  const size = linear.length;
  const matrix = new Float64Array(active.length ** 2);
  active.forEach((j, row) => {
    active.forEach((k, column) => {
      matrix[row * active.length + column] = hessian[j * size + k];
    });
  });
  const vector = Float64Array.from(active, (k) => -linear[k] - l1[k] * signs[k]);
  if (!solveInPlace(matrix, vector)) return undefined;
  const x = new Float64Array(size);
  active.forEach((k, row) => {
    x[k] = vector[row];
  });
  return x;
}

/** The best of the end of a straight way and the places on it where a coordinate passes zero. */
function bestOnTheWay(
  hessian: Float64Array,
  linear: Float64Array,
  l1: Float64Array,
  from: Float64Array,
  to: Float64Array,
): Float64Array {
  let best = to;
  let least = valueAt(hessian, linear, l1, to);
  from.forEach((start, k) => {
    if (l1[k] === 0 || start * to[k] >= 0) return;
    const share = start / (start - to[k]);
    const place = from.map((value, j) => (j === k ? 0 : value + share * (to[j] - value)));
    const value = valueAt(hessian, linear, l1, place);
    if (value < least) {
      least = value;
      best = place;
    }
  });
  return best;
}

function valueAt(
  hessian: Float64Array,
  linear: Float64Array,
  l1: Float64Array,
  x: Float64Array,
): number {
  const slopes = gradientOf(hessian, linear, x);
  return x.reduce(
    (total, value, k) => total + (value * (slopes[k] + linear[k])) / 2 + l1[k] * Math.abs(value),
    0,
  );
}

function gradientOf(hessian: Float64Array, linear: Float64Array, x: Float64Array): Float64Array {
  return linear.map((value, j) =>
    x.reduce((total, other, k) => total + hessian[j * x.length + k] * other, value),
  );
}
