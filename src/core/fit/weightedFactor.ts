import { choleskyFactor } from "../linalg/cholesky.ts";
import { BLOCK_ROWS } from "../linalg/columnProduct.ts";
import { triangularFactor } from "../linalg/triangularFactor.ts";

/** Below this share of its length a pivot is rounding: a flat direction of the optimum. */
const FLATNESS = 1e-11;
/** From this many rows on the sums of products go first, and sorting rows costs more than it gives. */
const MANY_ROWS = 4000;
/** Below this share of a diagonal element the sums have lost too many digits for a step. */
const CLEAR = 1e-6;

/**
 * R with `R'R = sum_k weights[k] x[k] x[k]'`, element (i, j) at `i + j * size`: of many rows by
 * Cholesky from the sums, where these keep enough digits, otherwise by QR, the heaviest rows first,
 * so that light rows keep theirs.
 *
 * Source: Björck, Numerical Methods for Least Squares Problems, 6.6.
 */
export function weightedFactor(columns: Float64Array[], weights: Float64Array): Float64Array {
  const size = columns.length;
  const isMany = weights.length > MANY_ROWS;
  if (isMany) {
    const sums = weightedSums(columns, weights);
    const { lower, leastShare } = choleskyFactor(sums, size, Array.from(columns.keys()));
    if (leastShare > CLEAR) return lower;
  }
  const order = isMany ? undefined : heaviestFirst(weights);
  return triangularFactor(size, weights.length, (block, stride, first, count) => {
    for (let t = 0; t < count; t++) {
      const row = order ? order[first + t] : first + t;
      const root = Math.sqrt(weights[row]);
      for (let j = 0; j < size; j++) block[j * stride + t] = columns[j][row] * root;
    }
  });
}

function heaviestFirst(weights: Float64Array): Int32Array {
  return Int32Array.from(weights.keys()).sort((a, b) => weights[b] - weights[a]);
}

/** The lower triangle of the sums, row by row. */
function weightedSums(columns: Float64Array[], weights: Float64Array): Float64Array {
  const size = columns.length;
  const sums = new Float64Array(size * size);
  const block = new Float64Array(size * BLOCK_ROWS);
  const roots = new Float64Array(BLOCK_ROWS);
  for (let first = 0; first < weights.length; first += BLOCK_ROWS) {
    const count = Math.min(BLOCK_ROWS, weights.length - first);
    for (let t = 0; t < count; t++) roots[t] = Math.sqrt(weights[first + t]);
    columns.forEach((column, j) => {
      const start = j * BLOCK_ROWS;
      for (let t = 0; t < count; t++) block[start + t] = column[first + t] * roots[t];
    });
    addProducts(sums, block, size, count);
  }
  return sums;
}

/** Adds the products of a block's columns, two by two: each value that is read serves twice. */
function addProducts(sums: Float64Array, block: Float64Array, size: number, count: number): void {
  for (let i = 0; i < size; i += 2) {
    const hasNext = i + 1 < size;
    const a = i * BLOCK_ROWS;
    const b = hasNext ? a + BLOCK_ROWS : a;
    for (let j = 0; j <= i; j += 2) {
      const c = j * BLOCK_ROWS;
      const d = j + 1 < size ? c + BLOCK_ROWS : c;
      let ac = 0;
      let ad = 0;
      let bc = 0;
      let bd = 0;
      for (let t = 0; t < count; t++) {
        ac += block[a + t] * block[c + t];
        ad += block[a + t] * block[d + t];
        bc += block[b + t] * block[c + t];
        bd += block[b + t] * block[d + t];
      }
      sums[i * size + j] += ac;
      if (j < i) sums[i * size + j + 1] += ad;
      if (!hasNext) continue;
      sums[(i + 1) * size + j] += bc;
      sums[(i + 1) * size + j + 1] += bd;
    }
  }
}

/** Solves `R'R x = vector` in place; a direction that R does not know stays where it is. */
export function solveNormal(factor: Float64Array, vector: Float64Array): void {
  const size = vector.length;
  const isKnown = (k: number) => {
    let square = 0;
    for (let i = 0; i <= k; i++) square += factor[i + k * size] ** 2;
    return Math.abs(factor[k + k * size]) > FLATNESS * Math.sqrt(square);
  };
  const known = vector.map((_, k) => Number(isKnown(k)));
  for (let k = 0; k < size; k++) {
    let value = vector[k];
    for (let i = 0; i < k; i++) value -= factor[i + k * size] * vector[i];
    vector[k] = known[k] ? value / factor[k + k * size] : 0;
  }
  for (let k = size - 1; k >= 0; k--) {
    let value = vector[k];
    for (let j = k + 1; j < size; j++) value -= factor[k + j * size] * vector[j];
    vector[k] = known[k] ? value / factor[k + k * size] : 0;
  }
}
