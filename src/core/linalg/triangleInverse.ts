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
