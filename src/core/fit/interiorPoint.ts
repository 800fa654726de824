import { solveInPlace } from "../linalg/solve.ts";

/**
 * Minimise `sum_k max(low[k] r[k], high[k] r[k]) + sum_j quadratic[j] v[j]² / 2` with
 * `r = offset - columns v`; every `low <= 0 <= high`, `low < high`.
 */
export interface KinkedProblem {
  columns: Float64Array[];
  offset: Float64Array;
  low: Float64Array;
  high: Float64Array;
  quadratic: Float64Array;
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
const FLATNESS = 1e-13;

/**
 * Mehrotra's predictor-corrector interior point method on the primal and its dual, whose variables
 * are bounded slopes, one a row.
 *
 * Source: Portnoy and Koenker, Statistical Science 12 (1997), with the quadratic term of
 * Wright, Primal-Dual Interior-Point Methods, chapter 8.
 */
export function interiorPoint(problem: KinkedProblem, start: Float64Array): InteriorPoint {
  const { columns, low, high, quadratic } = problem;
  const rowCount = low.length;
  const size = columns.length;
  const at = start.slice();
  let rest = kinkedRest(problem, at);
  const startLoss = kinkedLoss(problem, at, rest);
  const room = (0.1 * rest.reduce((total, r) => total + Math.abs(r), 0)) / rowCount;

  const above = rest.map((r) => Math.max(r, 0) + room);
  const below = rest.map((r) => Math.max(-r, 0) + room);
  const toHigh = high.map((value, k) => (value - low[k]) / 2);
  const toLow = toHigh.slice();
  const multipliers = high.map((value, k) => (value + low[k]) / 2);

  const weights = new Float64Array(rowCount);
  const pull = new Float64Array(rowCount);
  const moveMultiplier = new Float64Array(rowCount);
  const moveAbove = new Float64Array(rowCount);
  const moveBelow = new Float64Array(rowCount);
  const crossAbove = new Float64Array(rowCount);
  const crossBelow = new Float64Array(rowCount);

  let gapBefore = Infinity;
  for (let step = 0; step < MAX_STEPS && room > 0; step++) {
    let gap = 0;
    for (let k = 0; k < rowCount; k++) gap += above[k] * toHigh[k] + below[k] * toLow[k];
    const loss = kinkedLoss(problem, at, rest);
    if (gap <= 1e-14 * loss + 1e-22 * startLoss) break;
    const barrier = gap / (2 * rowCount);

    for (let k = 0; k < rowCount; k++) {
      weights[k] = 1 / (above[k] / toHigh[k] + below[k] / toLow[k]);
    }
    const matrix = normalMatrix(problem, weights);

    crossAbove.fill(0);
    crossBelow.fill(0);
    if (!direction(0)) break;
    const reach = longestStep();
    let gapAfter = 0;
    for (let k = 0; k < rowCount; k++) {
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
    if (!move) break;
    const length = Math.min(1, 0.9995 * longestStep());
    if (!(length > 1e-10)) break;

    for (let j = 0; j < size; j++) at[j] += length * move[j];
    for (let k = 0; k < rowCount; k++) {
      above[k] += length * moveAbove[k];
      below[k] += length * moveBelow[k];
      multipliers[k] += length * moveMultiplier[k];
      toHigh[k] -= length * moveMultiplier[k];
      toLow[k] += length * moveMultiplier[k];
    }
    rest = kinkedRest(problem, at);

    /** Solves for a step with the given barrier; fills the moves, returns that of the coordinates. */
    function direction(target: number): Float64Array | undefined {
      for (let k = 0; k < rowCount; k++) {
        pull[k] =
          rest[k] - (target + crossAbove[k]) / toHigh[k] + (target + crossBelow[k]) / toLow[k];
      }
      const side = new Float64Array(size);
      for (let j = 0; j < size; j++) {
        const column = columns[j];
        let total = -quadratic[j] * at[j];
        for (let k = 0; k < rowCount; k++)
          total += column[k] * (weights[k] * pull[k] + multipliers[k]);
        side[j] = total;
      }
      if (!solveInPlace(matrix.slice(), side)) return undefined;
      const predicted = pull.slice();
      for (let j = 0; j < size; j++) {
        const column = columns[j];
        for (let k = 0; k < rowCount; k++) predicted[k] -= column[k] * side[j];
      }
      for (let k = 0; k < rowCount; k++) {
        const change = weights[k] * predicted[k];
        moveMultiplier[k] = change;
        moveAbove[k] = (target + crossAbove[k] + above[k] * (change - toHigh[k])) / toHigh[k];
        moveBelow[k] = (target + crossBelow[k] - below[k] * (change + toLow[k])) / toLow[k];
      }
      return side;
    }

    /** The longest step, at most 1, that keeps every slack positive. */
    function longestStep(): number {
      let longest = 1;
      for (let k = 0; k < rowCount; k++) {
        const change = moveMultiplier[k];
        if (toHigh[k] < longest * change) longest = toHigh[k] / change;
        if (toLow[k] < -longest * change) longest = -toLow[k] / change;
        if (above[k] < -longest * moveAbove[k]) longest = -above[k] / moveAbove[k];
        if (below[k] < -longest * moveBelow[k]) longest = -below[k] / moveBelow[k];
      }
      return longest;
    }
  }

  return {
    coordinates: at,
    multipliers,
    distances: above.map((value, k) => value + below[k]),
    margins: toHigh.map((value, k) => Math.min(value, toLow[k])),
  };
}

export function kinkedRest({ columns, offset }: KinkedProblem, at: Float64Array): Float64Array {
  const rest = offset.slice();
  columns.forEach((column, j) => {
    const coordinate = at[j];
    for (let k = 0; k < rest.length; k++) rest[k] -= column[k] * coordinate;
  });
  return rest;
}

export function kinkedLoss(
  { low, high, quadratic }: KinkedProblem,
  at: Float64Array,
  rest: Float64Array,
): number {
  let total = 0;
  for (let k = 0; k < rest.length; k++) total += Math.max(low[k] * rest[k], high[k] * rest[k]);
  for (let j = 0; j < at.length; j++) total += 0.5 * quadratic[j] * at[j] * at[j];
  return total;
}

function normalMatrix({ columns, quadratic }: KinkedProblem, weights: Float64Array): Float64Array {
  const size = columns.length;
  const matrix = new Float64Array(size * size);
  for (let i = 0; i < size; i++) {
    for (let j = 0; j <= i; j++) {
      const first = columns[i];
      const second = columns[j];
      let total = 0;
      for (let k = 0; k < weights.length; k++) total += weights[k] * first[k] * second[k];
      matrix[i * size + j] = total;
      matrix[j * size + i] = total;
    }
    matrix[i * size + i] += quadratic[i];
  }
  // Along a flat set of optima the rows on their kinks leave a direction undecided.
  let largest = 0;
  for (let i = 0; i < size; i++) largest = Math.max(largest, matrix[i * size + i]);
  for (let i = 0; i < size; i++) matrix[i * size + i] += FLATNESS * largest;
  return matrix;
}
