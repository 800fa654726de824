const BLOCK = 256;

/** Writes rows `first .. first + count` of a matrix: element (t, j) goes to `block[j * stride + t]`. */
export type FillBlock = (block: Float64Array, stride: number, first: number, count: number) => void;

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
  const block = new Float64Array(size * BLOCK);
  for (let first = 0; first < rowCount; first += BLOCK) {
    const count = Math.min(BLOCK, rowCount - first);
    fill(block, BLOCK, first, count);
    foldRows(factor, size, block, BLOCK, count);
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
    const below = columnProduct(block, start, start, count);
    if (below === 0) continue;
    const diagonal = factor[k + k * size];
    const length = Math.sqrt(diagonal * diagonal + below);
    const reflected = diagonal > 0 ? -length : length;
    const head = diagonal - reflected;
    const factorOfTwo = 2 / (head * head + below);
    factor[k + k * size] = reflected;
    for (let j = k + 1; j < size; j++) {
      const other = j * stride;
      const product = head * factor[k + j * size] + columnProduct(block, start, other, count);
      const share = product * factorOfTwo;
      factor[k + j * size] -= share * head;
      subtractColumn(block, start, other, count, share);
    }
  }
}

function columnProduct(block: Float64Array, a: number, b: number, count: number): number {
  let sum0 = 0;
  let sum1 = 0;
  let sum2 = 0;
  let sum3 = 0;
  let t = 0;
  for (; t + 3 < count; t += 4) {
    sum0 += block[a + t] * block[b + t];
    sum1 += block[a + t + 1] * block[b + t + 1];
    sum2 += block[a + t + 2] * block[b + t + 2];
    sum3 += block[a + t + 3] * block[b + t + 3];
  }
  for (; t < count; t++) sum0 += block[a + t] * block[b + t];
  return sum0 + sum1 + (sum2 + sum3);
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
