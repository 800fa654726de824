export interface Svd {
  /** Column-major, `size * size`; column `k` belongs to `values[k]`. */
  left: Float64Array;
  right: Float64Array;
  /** Not sorted. */
  values: Float64Array;
}

/**
 * Singular value decomposition of a small square matrix by one-sided Jacobi rotations, accurate
 * also for tiny singular values.
 *
 * Source: Hestenes (1958); Demmel and Veselić, SIAM J. Matrix Anal. Appl. 13 (1992).
 *
 * @param matrix column-major, `size * size`
 */
export function jacobiSvd(matrix: Float64Array, size: number): Svd {
  const left = matrix.slice();
  const right = new Float64Array(size * size);
  for (let k = 0; k < size; k++) right[k + k * size] = 1;

  for (let sweep = 0, rotated = true; rotated && sweep < 60; sweep++) {
    rotated = false;
    for (let p = 0; p < size - 1; p++) {
      for (let q = p + 1; q < size; q++) {
        if (orthogonalize(left, right, size, p, q)) rotated = true;
      }
    }
  }

  const values = new Float64Array(size);
  for (let k = 0; k < size; k++) {
    values[k] = Math.sqrt(product(left, size, k, k));
    if (values[k] > 0) for (let i = 0; i < size; i++) left[i + k * size] /= values[k];
  }
  return { left, right, values };
}

/** Rotates columns p and q of both matrices so that those of `left` become orthogonal. */
function orthogonalize(
  left: Float64Array,
  right: Float64Array,
  size: number,
  p: number,
  q: number,
): boolean {
  const pp = product(left, size, p, p);
  const qq = product(left, size, q, q);
  const pq = product(left, size, p, q);
  if (Math.abs(pq) <= Number.EPSILON * Math.sqrt(pp * qq) || pp === 0 || qq === 0) return false;
  const zeta = (qq - pp) / (2 * pq);
  const tangent = (zeta >= 0 ? 1 : -1) / (Math.abs(zeta) + Math.hypot(1, zeta));
  const cosine = 1 / Math.hypot(1, tangent);
  const sine = cosine * tangent;
  rotate(left, size, p, q, cosine, sine);
  rotate(right, size, p, q, cosine, sine);
  return true;
}

function rotate(
  matrix: Float64Array,
  size: number,
  p: number,
  q: number,
  cosine: number,
  sine: number,
): void {
  for (let i = 0; i < size; i++) {
    const atP = matrix[i + p * size];
    const atQ = matrix[i + q * size];
    matrix[i + p * size] = cosine * atP - sine * atQ;
    matrix[i + q * size] = sine * atP + cosine * atQ;
  }
}

function product(matrix: Float64Array, size: number, p: number, q: number): number {
  let sum = 0;
  for (let i = 0; i < size; i++) sum += matrix[i + p * size] * matrix[i + q * size];
  return sum;
}
