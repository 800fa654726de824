/**
 * Solves a small dense system by Gaussian elimination with row pivoting.
 *
 * @param matrix row-major, `size * size`; overwritten
 * @param vector `size` values; overwritten with the solution
 * @returns false where a pivot is negligible beside the largest one
 */
export function solveInPlace(matrix: Float64Array, vector: Float64Array): boolean {
  const size = vector.length;
  let largestPivot = 0;
  for (let k = 0; k < size; k++) {
    let pivotRow = k;
    for (let i = k + 1; i < size; i++) {
      if (Math.abs(matrix[i * size + k]) > Math.abs(matrix[pivotRow * size + k])) pivotRow = i;
    }
    const pivot = matrix[pivotRow * size + k];
    largestPivot = Math.max(largestPivot, Math.abs(pivot));
    if (!(Math.abs(pivot) > largestPivot * 1e-14)) return false;
    if (pivotRow !== k) swapRows(matrix, vector, k, pivotRow);
    for (let i = k + 1; i < size; i++) {
      const share = matrix[i * size + k] / pivot;
      if (share === 0) continue;
      for (let j = k; j < size; j++) matrix[i * size + j] -= share * matrix[k * size + j];
      vector[i] -= share * vector[k];
    }
  }
  for (let k = size - 1; k >= 0; k--) {
    for (let j = k + 1; j < size; j++) vector[k] -= matrix[k * size + j] * vector[j];
    vector[k] /= matrix[k * size + k];
  }
  return true;
}

function swapRows(matrix: Float64Array, vector: Float64Array, a: number, b: number): void {
  const size = vector.length;
  for (let j = 0; j < size; j++) {
    const kept = matrix[a * size + j];
    matrix[a * size + j] = matrix[b * size + j];
    matrix[b * size + j] = kept;
  }
  const kept = vector[a];
  vector[a] = vector[b];
  vector[b] = kept;
}
