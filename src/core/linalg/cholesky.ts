/** What is left of a diagonal element below this share of it is rounding. */
const NEGLIGIBLE = 1e-13;

export interface CholeskyFactor {
  /** Row-major lower triangle, `count * count` for `count` chosen rows. */
  lower: Float64Array;
  /** Position of the first chosen row that depends on those before; the factor ends there. -1: none. */
  dependent: number;
  /** The least share of a diagonal element that the rows before leave of it. */
  leastShare: number;
}

/** Factor `L` with `L L'` the chosen rows and columns of a symmetric matrix. */
export function choleskyFactor(
  matrix: Float64Array,
  size: number,
  chosen: readonly number[],
): CholeskyFactor {
  const count = chosen.length;
  const lower = new Float64Array(count * count);
  let leastShare = 1;
  for (let i = 0; i < count; i++) {
    const own = matrix[chosen[i] * size + chosen[i]];
    for (let j = 0; j <= i; j++) {
      let rest = matrix[chosen[i] * size + chosen[j]];
      for (let k = 0; k < j; k++) rest -= lower[i * count + k] * lower[j * count + k];
      if (j < i) {
        lower[i * count + j] = rest / lower[j * count + j];
        continue;
      }
      leastShare = Math.min(leastShare, Math.max(0, rest / own));
      if (!(rest > NEGLIGIBLE * own)) return { lower, dependent: i, leastShare: 0 };
      lower[i * count + i] = Math.sqrt(rest);
    }
  }
  return { lower, dependent: -1, leastShare };
}

/** Solves `L x = vector` for the first `vector.length` rows; in place. */
export function solveLower(
  lower: Float64Array,
  stride: number,
  vector: Float64Array,
): Float64Array {
  for (let i = 0; i < vector.length; i++) {
    for (let k = 0; k < i; k++) vector[i] -= lower[i * stride + k] * vector[k];
    vector[i] /= lower[i * stride + i];
  }
  return vector;
}

/** Solves `L' x = vector` for the first `vector.length` rows; in place. */
export function solveUpper(
  lower: Float64Array,
  stride: number,
  vector: Float64Array,
): Float64Array {
  for (let i = vector.length - 1; i >= 0; i--) {
    for (let k = i + 1; k < vector.length; k++) vector[i] -= lower[k * stride + i] * vector[k];
    vector[i] /= lower[i * stride + i];
  }
  return vector;
}
