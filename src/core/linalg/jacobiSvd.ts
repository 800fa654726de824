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

  const squares = Float64Array.from({ length: size }, (_, k) => product(left, size, k, k));
  for (let sweep = 0, rotated = true; rotated && sweep < 60; sweep++) {
    rotated = false;
    for (let p = 0; p < size - 1; p++) {
      for (let q = p + 1; q < size; q++) {
        if (orthogonalize(left, right, squares, p, q)) rotated = true;
      }
    }
  }

  const values = new Float64Array(size);
  for (let k = 0; k < size; k++) {
    values[k] = Math.sqrt(squares[k]);
    if (values[k] > 0) for (let i = 0; i < size; i++) left[i + k * size] /= values[k];
  }
  return { left, right, values };
}

/**
 * Rotates columns p and q of both matrices so that those of `left` become orthogonal.
 *
 * @param squares of each column of `left`, the sum of squares
 */
function orthogonalize(
  left: Float64Array,
  right: Float64Array,
  squares: Float64Array,
  p: number,
  q: number,
): boolean {
  const size = squares.length;
  const pp = squares[p];
  const qq = squares[q];
  if (pp === 0 || qq === 0) return false;
  const pq = product(left, size, p, q);
  if (Math.abs(pq) <= Number.EPSILON * Math.sqrt(pp * qq)) return false;
  const zeta = (qq - pp) / (2 * pq);
  const tangent = (zeta >= 0 ? 1 : -1) / (Math.abs(zeta) + Math.hypot(1, zeta));
  const cosine = 1 / Math.hypot(1, tangent);
  const sine = cosine * tangent;
  const startP = p * size;
  const startQ = q * size;
  let nextP = 0;
  let nextQ = 0;
  for (let i = 0; i < size; i++) {
    const atP = left[startP + i];
    const atQ = left[startQ + i];
    const turnedP = cosine * atP - sine * atQ;
    const turnedQ = sine * atP + cosine * atQ;
    left[startP + i] = turnedP;
    left[startQ + i] = turnedQ;
    nextP += turnedP * turnedP;
    nextQ += turnedQ * turnedQ;
    const rightP = right[startP + i];
    const rightQ = right[startQ + i];
    right[startP + i] = cosine * rightP - sine * rightQ;
    right[startQ + i] = sine * rightP + cosine * rightQ;
  }
  squares[p] = nextP;
  squares[q] = nextQ;
  return true;
}

function product(matrix: Float64Array, size: number, p: number, q: number): number {
  const startP = p * size;
  const startQ = q * size;
  let sum = 0;
  for (let i = 0; i < size; i++) sum += matrix[startP + i] * matrix[startQ + i];
  return sum;
}
