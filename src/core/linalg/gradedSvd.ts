import { jacobiSvd } from "./jacobiSvd.ts";

export interface GradedSvd {
  /** Largest first. */
  values: Float64Array;
  /** Right singular vectors, column-major, `size * size`; those of value zero are not filled in. */
  right: Float64Array;
  /** `leftProduct(k, v)`: the k-th left singular vector times `matrix v`. */
  leftProduct(k: number, vector: Float64Array): number;
}

/**
 * Singular value decomposition of a small square matrix whose rows and columns may differ in size by
 * many powers of ten: rows sorted, Householder QR with column pivoting, then one-sided Jacobi
 * rotations of R'. Small singular values keep their digits beside large ones wherever scaling alone
 * made them small.
 *
 * Sources: Cox and Higham, Stability of Householder QR for weighted least squares problems (1998);
 * Drmač and Veselić, New fast and accurate Jacobi SVD algorithm, SIAM J. Matrix Anal. Appl. 29 (2008).
 *
 * @param matrix column-major, `size * size`
 */
export function gradedSvd(matrix: Float64Array, size: number): GradedSvd {
  const { factor, columns } = pivotedFactor(rowsSorted(matrix, size), size);
  const transposed = new Float64Array(size * size);
  for (let i = 0; i < size; i++) {
    for (let j = i; j < size; j++) transposed[j + i * size] = factor[i + j * size];
  }
  const { left, right, values } = jacobiSvd(transposed, size);
  const order = Array.from(values.keys()).sort((a, b) => values[b] - values[a]);

  const rightVectors = new Float64Array(size * size);
  order.forEach((from, k) => {
    for (let j = 0; j < size; j++) rightVectors[columns[j] + k * size] = left[j + from * size];
  });
  return {
    values: Float64Array.from(order, (k) => values[k]),
    right: rightVectors,
    leftProduct(k, vector) {
      const from = order[k] * size;
      let product = 0;
      for (let i = 0; i < size; i++) {
        let row = 0;
        for (let j = i; j < size; j++) row += factor[i + j * size] * vector[columns[j]];
        product += right[from + i] * row;
      }
      return product;
    },
  };
}

/** Rows by their largest element, the largest row first: then reflections keep each row's digits. */
function rowsSorted(matrix: Float64Array, size: number): Float64Array {
  const magnitudes = Float64Array.from({ length: size }, (_, i) => {
    let largest = 0;
    for (let j = 0; j < size; j++) largest = Math.max(largest, Math.abs(matrix[i + j * size]));
    return largest;
  });
  const order = Array.from(magnitudes.keys()).sort((a, b) => magnitudes[b] - magnitudes[a]);
  const sorted = new Float64Array(size * size);
  for (let j = 0; j < size; j++) {
    order.forEach((from, i) => (sorted[i + j * size] = matrix[from + j * size]));
  }
  return sorted;
}

/** R of the matrix with its columns in the order `columns`; overwrites the matrix. */
function pivotedFactor(
  factor: Float64Array,
  size: number,
): { factor: Float64Array; columns: number[] } {
  const columns = Array.from({ length: size }, (_, j) => j);
  for (let k = 0; k < size; k++) {
    const pivot = longestColumn(factor, size, k);
    if (pivot !== k) swapColumns(factor, size, columns, k, pivot);
    const start = k * size;
    const length = Math.hypot(...factor.subarray(start + k, start + size));
    if (length === 0) break;
    const reflected = factor[start + k] > 0 ? -length : length;
    factor[start + k] -= reflected;
    let square = 0;
    for (let i = k; i < size; i++) square += factor[start + i] ** 2;
    for (let j = k + 1; j < size; j++) {
      let product = 0;
      for (let i = k; i < size; i++) product += factor[start + i] * factor[i + j * size];
      const share = (2 * product) / square;
      for (let i = k; i < size; i++) factor[i + j * size] -= share * factor[start + i];
    }
    factor[start + k] = reflected;
    factor.fill(0, start + k + 1, start + size);
  }
  return { factor, columns };
}

/** The column with the longest part from row `first` down. */
function longestColumn(factor: Float64Array, size: number, first: number): number {
  let best = first;
  let longest = -1;
  for (let j = first; j < size; j++) {
    let square = 0;
    for (let i = first; i < size; i++) square += factor[i + j * size] ** 2;
    if (square > longest) {
      longest = square;
      best = j;
    }
  }
  return best;
}

function swapColumns(
  factor: Float64Array,
  size: number,
  columns: number[],
  a: number,
  b: number,
): void {
  for (let i = 0; i < size; i++) {
    const kept = factor[i + a * size];
    factor[i + a * size] = factor[i + b * size];
    factor[i + b * size] = kept;
  }
  [columns[a], columns[b]] = [columns[b], columns[a]];
}
