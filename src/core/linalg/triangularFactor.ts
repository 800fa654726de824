import { BLOCK_ROWS, columnProduct } from "./columnProduct.ts";

/** Writes rows `first .. first + count` of a matrix: element (t, j) goes to `block[j * stride + t]`. */
export type FillBlock = (block: Float64Array, stride: number, first: number, count: number) => void;

/** R of two columns, `[r11, r12, r22]`; `r22` is zero where they are collinear. */
export type PairFactor = [r11: number, r12: number, r22: number];

/**
 * The upper triangular R of the QR decomposition of a tall matrix, read once, block by block, by
 * Householder reflections that fold each block of rows into the R so far.
 *
 * Source: sequential TSQR; Demmel, Grigori, Hoemmen and Langou, SIAM J. Sci. Comput. 34 (2012).
 *
 * @returns `size * size` values, element (i, j) at `i + j * size`
 */
export function triangularFactor(size: number, rowCount: number, fill: FillBlock): Float64Array {
  const factor = new Float64Array(size * size);
  const block = new Float64Array(size * BLOCK_ROWS);
  for (let first = 0; first < rowCount; first += BLOCK_ROWS) {
    const count = Math.min(BLOCK_ROWS, rowCount - first);
    fill(block, BLOCK_ROWS, first, count);
    foldRows(factor, size, block, BLOCK_ROWS, count);
  }
  return factor;
}

/** Folds `count` more rows into an R factor; the block's content is lost. */
export function foldRows(
  factor: Float64Array,
  size: number,
  block: Float64Array,
  stride: number,
  count: number,
): void {
  for (let k = 0; k < size; k++) {
    const start = k * stride;
    const below = columnProduct(block, start, block, start, count);
    if (below === 0) continue;
    const diagonal = factor[k + k * size];
    const length = Math.sqrt(diagonal * diagonal + below);
    const reflected = diagonal > 0 ? -length : length;
    const head = diagonal - reflected;
    const factorOfTwo = 2 / (head * head + below);
    factor[k + k * size] = reflected;
    for (let j = k + 1; j < size; j++) {
      const other = j * stride;
      const product =
        head * factor[k + j * size] + columnProduct(block, start, block, other, count);
      const share = product * factorOfTwo;
      factor[k + j * size] -= share * head;
      subtractColumn(block, start, other, count, share);
    }
  }
}

function subtractColumn(
  block: Float64Array,
  from: number,
  to: number,
  count: number,
  share: number,
): void {
  for (let t = 0; t < count; t++) block[to + t] -= share * block[from + t];
}

/** The inverse of a triangle, and what it says of the triangle's condition. */
export interface TriangleInverse {
  /** Column-major, `size * size`, upper. */
  inverse: Float64Array;
  /** No singular value of the triangle is smaller. */
  smallest: number;
  /** No singular value of the triangle is larger. */
  largest: number;
}

/**
 * By back substitution, with bounds on the singular values by Frobenius norms.
 *
 * @param triangle upper, column-major, `size * size`
 * @returns undefined where the triangle is singular
 */
export function triangleInverse(triangle: Float64Array, size: number): TriangleInverse | undefined {
  const inverse = new Float64Array(size * size);
  for (let k = 0; k < size; k++) {
    const column = inverse.subarray(k * size, (k + 1) * size);
    column[k] = 1;
    for (let j = k; j >= 0; j--) {
      const pivot = triangle[j + j * size];
      if (pivot === 0) return undefined;
      const value = column[j] / pivot;
      column[j] = value;
      for (let i = 0; i < j; i++) column[i] -= triangle[i + j * size] * value;
    }
  }
  return { inverse, smallest: 1 / norm(inverse), largest: norm(triangle) };
}

function norm(matrix: Float64Array): number {
  return Math.sqrt(matrix.reduce((total, value) => total + value * value, 0));
}
