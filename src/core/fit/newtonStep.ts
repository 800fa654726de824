import { solveLower, solveUpper } from "../linalg/cholesky.ts";
import { activeFactor, columnLengths, independentColumns, type Root } from "./activeFactor.ts";

/**
 * Newton's step, the `move` of least `gradient·move + |R move|² / 2`. Coordinates that depend on
 * others stay.
 *
 * @param root R, where it `isClear` a triangle
 */
export function curvedStep(
  root: Root,
  isClear: boolean,
  gradient: Float64Array,
): { move: Float64Array; isDefinite: boolean } {
  const size = gradient.length;
  if (isClear) {
    const move = gradient.map((value) => -value);
    return {
      move: solveUpper(root.matrix, size, solveLower(root.matrix, size, move)),
      isDefinite: true,
    };
  }
  const lengths = columnLengths(root);
  const kept = independentColumns(root, lengths);
  const { lower } = activeFactor(root, lengths, kept);
  const part = Float64Array.from(kept, (k) => -gradient[k]);
  solveUpper(lower, kept.length, solveLower(lower, kept.length, part));
  const move = new Float64Array(size);
  kept.forEach((k, position) => (move[k] = part[position]));
  return { move, isDefinite: kept.length === size };
}

/** Slopes of coordinates that rest at zero may exceed their penalty by this share of it. */
const TOLERANCE = 1e-12;

/**
 * The `move` of least `gradient·move + |R move|² / 2 + sum(l1 |at + move|)`, exact up to rounding,
 * also where columns of R depend on each other.
 *
 * An active set method: it goes down to the minimum for the present signs, stops where a coordinate
 * passes zero and lets go of it there, and takes up the zero coordinate with the steepest slope.
 * Where one that it takes up depends on the others, it follows the line on which nothing bends to
 * the first zero, so that the active columns are always independent.
 *
 * Source: the primal active set method, Nocedal and Wright, Numerical Optimization, 16.5, with the
 * signs of feature-sign search (Lee, Battle, Raina and Ng, NIPS 2006).
 */
export function lassoStep(
  root: Root,
  gradient: Float64Array,
  at: Float64Array,
  l1: Float64Array,
): Float64Array {
  const size = at.length;
  const lengths = columnLengths(root);
  const x = at.slice();
  const slopes = gradient.slice();
  const signs = x.map((value, k) => (l1[k] > 0 ? Math.sign(value) : 0));
  const active = Array.from(x.keys()).filter((k) => lengths[k] > 0 && (l1[k] === 0 || x[k] !== 0));

  for (let round = 0; round < 100 + 20 * size; round++) {
    const { lower, dependent } = activeFactor(root, lengths, active);
    const direction = new Float64Array(size);
    const forces = Float64Array.from(active, (k) => -slopes[k] - l1[k] * signs[k]);
    if (dependent >= 0) {
      const before = active.slice(0, dependent);
      const j = active[dependent];
      const shares = Float64Array.from(before, (_, i) => -lower[dependent * active.length + i]);
      solveUpper(lower, active.length, shares);
      before.forEach((k, position) => (direction[k] = shares[position]));
      direction[j] = 1;
      const force = active.reduce((total, k, i) => total + forces[i] * direction[k], 0);
      if (force < 0) for (const k of active) direction[k] = -direction[k];
    } else {
      solveUpper(lower, active.length, solveLower(lower, active.length, forces));
      active.forEach((k, position) => (direction[k] = forces[position]));
    }

    let reach = dependent >= 0 ? Infinity : 1;
    let blocking = -1;
    for (const k of active) {
      if (signs[k] * direction[k] >= 0) continue;
      const distance = Math.max(0, -x[k] / direction[k]);
      if (distance >= reach) continue;
      reach = distance;
      blocking = k;
    }
    if (Number.isFinite(reach)) {
      for (const k of active) x[k] += reach * direction[k];
      addCurvature(slopes, root, direction, reach);
    } else blocking = active[dependent];
    if (blocking >= 0) {
      if (Number.isFinite(reach) && l1[blocking] > 0) x[blocking] = 0;
      active.splice(active.indexOf(blocking), 1);
      continue;
    }

    let steepest = -1;
    let excess = 0;
    for (let k = 0; k < size; k++) {
      const room = l1[k] * (1 + TOLERANCE);
      if (l1[k] === 0 || active.includes(k) || !(lengths[k] > 0)) continue;
      const over = (Math.abs(slopes[k]) - room) / lengths[k];
      if (over <= excess) continue;
      steepest = k;
      excess = over;
    }
    if (steepest < 0) break;
    active.push(steepest);
    signs[steepest] = -Math.sign(slopes[steepest]);
  }
  return x.map((value, k) => value - at[k]);
}

/** `slopes += reach (R'R + diag(ridge)) direction`. */
function addCurvature(
  slopes: Float64Array,
  { matrix, height, ridge }: Root,
  direction: Float64Array,
  reach: number,
): void {
  const size = slopes.length;
  const image = new Float64Array(height);
  for (let k = 0; k < size; k++) {
    if (direction[k] === 0) continue;
    for (let i = 0; i < height; i++) image[i] += matrix[i + k * height] * direction[k];
  }
  for (let k = 0; k < size; k++) {
    let product = ridge ? ridge[k] * direction[k] : 0;
    for (let i = 0; i < height; i++) product += matrix[i + k * height] * image[i];
    slopes[k] += reach * product;
  }
}
