import { triangularFactor } from "../linalg/triangularFactor.ts";

/** A sum this small beside its terms is zero. */
const ZERO = 1e-11;
/** A row's product with the sum above minus this share of it does not count as negative. */
const OPTIMAL = 1e-11;

/**
 * The vector nearest to zero among the sums of rows with factors of at least one, by non-negative
 * least squares on what the factors have above one. No row's product with it is negative.
 *
 * Source: Lawson and Hanson, Solving Least Squares Problems, chapter 23.
 *
 * @param columns of the rows
 * @param rows those that count, of length one
 * @returns undefined where it is zero, or where no factors are found
 */
export function nearestInCone(
  columns: Float64Array[],
  rows: readonly number[],
): Float64Array | undefined {
  const size = columns.length;
  const total = Float64Array.from(columns, (column) =>
    rows.reduce((sum, row) => sum + column[row], 0),
  );
  const factors = new Map<number, number>();
  const barred = new Set<number>();
  const mostRounds = 50 + 30 * size;

  for (let round = 0; round < mostRounds; round++) {
    const rest = total.slice();
    let weight = rows.length;
    for (const [row, factor] of factors) {
      weight += factor;
      for (let k = 0; k < size; k++) rest[k] += factor * columns[k][row];
    }
    const length = Math.hypot(...rest);
    if (!(length > ZERO * weight)) return undefined;
    const next = mostNegative(columns, rows, rest, (row) => factors.has(row) || barred.has(row));
    if (next < 0) return rest;
    factors.set(next, 0);
    if (!settle(columns, total, factors)) {
      factors.delete(next);
      barred.add(next);
    } else if (factors.has(next)) barred.clear();
    else barred.add(next);
  }
  return undefined;
}

function mostNegative(
  columns: Float64Array[],
  rows: readonly number[],
  rest: Float64Array,
  isOut: (row: number) => boolean,
): number {
  let least = -OPTIMAL * Math.hypot(...rest);
  let found = -1;
  for (const row of rows) {
    let product = 0;
    for (let k = 0; k < rest.length; k++) product += columns[k][row] * rest[k];
    if (product >= least || isOut(row)) continue;
    least = product;
    found = row;
  }
  return found;
}

/** The best factors of the rows that have one; rows whose factor would fall below zero lose it. */
function settle(
  columns: Float64Array[],
  total: Float64Array,
  factors: Map<number, number>,
): boolean {
  for (;;) {
    const rows = [...factors.keys()];
    if (rows.length === 0) return true;
    const best = leastSquaresFactors(columns, total, rows);
    if (!best) return false;
    let share = 1;
    let leaving = -1;
    rows.forEach((row, j) => {
      const now = factors.get(row) ?? 0;
      if (best[j] > 0) return;
      const way = now === 0 ? 0 : now / (now - best[j]);
      if (way > share || (way === share && leaving >= 0)) return;
      share = way;
      leaving = row;
    });
    rows.forEach((row, j) => {
      const now = factors.get(row) ?? 0;
      factors.set(row, now + share * (best[j] - now));
    });
    if (leaving < 0) return true;
    factors.delete(leaving);
  }
}

/** `u` of least `|total + sum(u row)|`; undefined where the rows depend on each other. */
function leastSquaresFactors(
  columns: Float64Array[],
  total: Float64Array,
  rows: number[],
): Float64Array | undefined {
  const count = rows.length;
  const width = count + 1;
  const factor = triangularFactor(width, columns.length, (block, stride, first, height) => {
    for (let t = 0; t < height; t++) {
      rows.forEach((row, j) => (block[j * stride + t] = columns[first + t][row]));
      block[count * stride + t] = -total[first + t];
    }
  });
  const result = new Float64Array(count);
  for (let i = count - 1; i >= 0; i--) {
    const diagonal = factor[i + i * width];
    if (!(Math.abs(diagonal) > 1e-12)) return undefined;
    let rest = factor[i + count * width];
    for (let j = i + 1; j < count; j++) rest -= factor[i + j * width] * result[j];
    result[i] = rest / diagonal;
  }
  return result;
}
