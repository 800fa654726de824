import { columnProduct } from "../linalg/columnProduct.ts";
import { solveNormal, weightedFactor } from "./weightedFactor.ts";

/**
 * Minimise `sum_k f_k(r[k])` with `r = offset - columns v`, where `f_k(r)` is the largest value of
 * `m r - bend[k] m² / 2` over slopes m from `low[k]` to `high[k]`: a kink without a bend, Huber's
 * loss with one, a parabola where the bounds are infinite. Every `low <= 0 <= high`, `low < high`.
 */
export interface KinkedProblem {
  columns: Float64Array[];
  offset: Float64Array;
  low: Float64Array;
  high: Float64Array;
  bend: Float64Array;
}

export interface InteriorPoint {
  coordinates: Float64Array;
  /** Multiplier of each residual, strictly between `low` and `high`. */
  multipliers: Float64Array;
  /** Distance of each row from its kink. */
  distances: Float64Array;
  /** Distance of each multiplier from the nearer of its bounds. */
  margins: Float64Array;
}

const MAX_STEPS = 100;
/** The gap between primal and dual, as a share of the loss, at which it ends. */
const TOLERANCE = 1e-14;

/**
 * Mehrotra's predictor-corrector interior point method on the primal and its dual, whose variables
 * are bounded slopes, one a row.
 *
 * A start further from the kinks costs some steps; it finds the way where rows of very different
 * size change sides.
 *
 * Source: Portnoy and Koenker, Statistical Science 12 (1997), with the quadratic term of
 * Wright, Primal-Dual Interior-Point Methods, chapter 8.
 *
 * @param startDistance of the rows from their kinks at the start, in typical residuals
 * @param tolerance of the gap between primal and dual, as a share of the loss
 */
export function interiorPoint(
  problem: KinkedProblem,
  start: Float64Array,
  startDistance: number,
  tolerance = TOLERANCE,
): InteriorPoint {
  const { columns, low, high, bend } = problem;
  const rowCount = low.length;
  const size = columns.length;
  const at = start.slice();
  let rest = kinkedRest(problem, at);
  const startLoss = kinkedLoss(problem, rest);
  const isBounded = high.map((value) => Number(value < Infinity));
  const boundedCount = isBounded.reduce((a, b) => a + b, 0) || 1;
  const room = startDistance * typicalSize(rest);
  const above = new Float64Array(rowCount);
  const below = new Float64Array(rowCount);
  const toHigh = new Float64Array(rowCount).fill(1);
  const toLow = new Float64Array(rowCount).fill(1);
  const multipliers = new Float64Array(rowCount);
  for (let k = 0; k < rowCount; k++) if (isBounded[k] === 1) placeOnPath(k);

  const weights = new Float64Array(rowCount);
  const pull = new Float64Array(rowCount);
  const forces = new Float64Array(rowCount);
  const moveMultiplier = new Float64Array(rowCount);
  const moveAbove = new Float64Array(rowCount);
  const moveBelow = new Float64Array(rowCount);
  const crossAbove = new Float64Array(rowCount);
  const crossBelow = new Float64Array(rowCount);

  let gapBefore = Infinity;
  for (let step = 0; step < MAX_STEPS && room > 0; step++) {
    let gap = 0;
    for (let k = 0; k < rowCount; k++) gap += above[k] * toHigh[k] + below[k] * toLow[k];
    const loss = kinkedLoss(problem, rest);
    if (gap <= tolerance * loss + 1e-22 * startLoss) break;
    const barrier = gap / (2 * boundedCount);

    for (let k = 0; k < rowCount; k++) {
      weights[k] = 1 / (bend[k] + above[k] / toHigh[k] + below[k] / toLow[k]);
    }
    const factor = weightedFactor(columns, weights);

    crossAbove.fill(0);
    crossBelow.fill(0);
    direction(0);
    const reach = longestStep();
    let gapAfter = 0;
    for (let k = 0; k < rowCount; k++) {
      if (isBounded[k] === 0) continue;
      gapAfter +=
        (above[k] + reach * moveAbove[k]) * (toHigh[k] - reach * moveMultiplier[k]) +
        (below[k] + reach * moveBelow[k]) * (toLow[k] + reach * moveMultiplier[k]);
      crossAbove[k] = moveAbove[k] * moveMultiplier[k];
      crossBelow[k] = -moveBelow[k] * moveMultiplier[k];
    }
    // Where the corrector runs in a circle a plain step towards the centre leads out of it.
    const isCircling = gap > 0.9 * gapBefore;
    gapBefore = gap;
    if (isCircling) {
      crossAbove.fill(0);
      crossBelow.fill(0);
    }
    const move = direction(barrier * (isCircling ? 0.5 : (gapAfter / gap) ** 3));
    const length = Math.min(1, 0.9995 * longestStep());
    if (!(length > 1e-10)) break;

    for (let j = 0; j < size; j++) at[j] += length * move[j];
    for (let k = 0; k < rowCount; k++) {
      above[k] += length * moveAbove[k];
      below[k] += length * moveBelow[k];
      multipliers[k] += length * moveMultiplier[k];
      if (isBounded[k] === 0) continue;
      toHigh[k] -= length * moveMultiplier[k];
      toLow[k] += length * moveMultiplier[k];
    }
    rest = kinkedRest(problem, at);

    /** Solves for a step with the given barrier; fills the moves, returns that of the coordinates. */
    function direction(target: number): Float64Array {
      for (let k = 0; k < rowCount; k++) {
        pull[k] = rest[k] - bend[k] * multipliers[k];
        if (isBounded[k] === 0) continue;
        pull[k] += (target + crossBelow[k]) / toLow[k] - (target + crossAbove[k]) / toHigh[k];
      }
      for (let k = 0; k < rowCount; k++) forces[k] = weights[k] * pull[k] + multipliers[k];
      const side = Float64Array.from(columns, (column) =>
        columnProduct(column, 0, forces, 0, rowCount),
      );
      solveNormal(factor, side);
      subtractCombination(pull, columns, side);
      for (let k = 0; k < rowCount; k++) {
        const change = weights[k] * pull[k];
        moveMultiplier[k] = change;
        if (isBounded[k] === 0) continue;
        moveAbove[k] = (target + crossAbove[k] + above[k] * (change - toHigh[k])) / toHigh[k];
        moveBelow[k] = (target + crossBelow[k] - below[k] * (change + toLow[k])) / toLow[k];
      }
      return side;
    }

    /** The longest step, at most 1, that keeps every slack positive. */
    function longestStep(): number {
      let longest = 1;
      for (let k = 0; k < rowCount; k++) {
        if (isBounded[k] === 0) continue;
        const change = moveMultiplier[k];
        if (toHigh[k] < longest * change) longest = toHigh[k] / change;
        if (toLow[k] < -longest * change) longest = -toLow[k] / change;
        if (above[k] < -longest * moveAbove[k]) longest = -above[k] / moveAbove[k];
        if (below[k] < -longest * moveBelow[k]) longest = -below[k] / moveBelow[k];
      }
      return longest;
    }
  }

  /** Puts a row where its slacks times their multipliers are all `room`, beside its residual. */
  function placeOnPath(k: number): void {
    const width = high[k] - low[k];
    const slope = bend[k] === 0 ? 0 : slopeAt(rest[k], low[k], high[k], bend[k]);
    const distance = (rest[k] - bend[k] * slope) * width;
    const length = Math.hypot(distance, 2 * room) + 2 * room;
    toHigh[k] = (2 * room * width) / (length + Math.abs(distance));
    toLow[k] = width - toHigh[k];
    if (distance < 0) [toHigh[k], toLow[k]] = [toLow[k], toHigh[k]];
    above[k] = room / toHigh[k];
    below[k] = room / toLow[k];
    multipliers[k] = distance < 0 ? low[k] + toLow[k] : high[k] - toHigh[k];
  }

  return {
    coordinates: at,
    multipliers,
    distances: above.map((value, k) => value + below[k]),
    margins: toHigh.map((value, k) => Math.min(value, toLow[k])),
  };
}

/** The median, which a few huge residuals hardly move; more than zero where one is. */
function typicalSize(rest: Float64Array): number {
  const sizes = rest.map(Math.abs).sort();
  const mean = sizes.reduce((total, size) => total + size, 0) / sizes.length;
  return sizes[sizes.length >> 1] + 1e-3 * mean;
}

export function kinkedRest({ columns, offset }: KinkedProblem, at: Float64Array): Float64Array {
  const rest = offset.slice();
  subtractCombination(rest, columns, at);
  return rest;
}

export function kinkedLoss({ low, high, bend }: KinkedProblem, rest: Float64Array): number {
  let total = 0;
  for (let k = 0; k < rest.length; k++) {
    const slope = slopeAt(rest[k], low[k], high[k], bend[k]);
    if (slope !== 0) total += slope * (rest[k] - 0.5 * bend[k] * slope);
  }
  return total;
}

/** The slope of a row's loss at a residual; at a kink its upper bound. */
export function slopeAt(residual: number, low: number, high: number, bend: number): number {
  if (bend === 0) return residual >= 0 ? high : low;
  return Math.max(low, Math.min(high, residual / bend));
}

/** `target -= sum_j columns[j] shares[j]`, four columns at a time. */
function subtractCombination(
  target: Float64Array,
  columns: readonly Float64Array[],
  shares: ArrayLike<number>,
): void {
  const count = target.length;
  let j = 0;
  for (; j + 3 < columns.length; j += 4) {
    const [a, b, c, d] = columns.slice(j, j + 4);
    const [shareA, shareB, shareC, shareD] = [
      shares[j],
      shares[j + 1],
      shares[j + 2],
      shares[j + 3],
    ];
    for (let k = 0; k < count; k++) {
      target[k] -= a[k] * shareA + b[k] * shareB + (c[k] * shareC + d[k] * shareD);
    }
  }
  for (; j < columns.length; j++) {
    const column = columns[j];
    const share = shares[j];
    for (let k = 0; k < count; k++) target[k] -= column[k] * share;
  }
}
