const BLOCK = 512;

/**
 * Adds to the k-th of several sums; `sums[k] + lost[k]` is the total, without the rounding errors of
 * the additions. Where the total is not finite, `lost[k]` is NaN.
 *
 * Source: Neumaier, ZAMM 54 (1974).
 */
export function addCompensated(
  sums: Float64Array,
  lost: Float64Array,
  k: number,
  value: number,
): void {
  const total = sums[k];
  const next = total + value;
  lost[k] += Math.abs(total) >= Math.abs(value) ? total - next + value : value - next + total;
  sums[k] = next;
}

/** Adds sums over blocks of rows, so that the rounding error does not grow with the row count. */
function blockedSum(length: number, term: (first: number, end: number) => number): number {
  const sums = new Float64Array(1);
  const lost = new Float64Array(1);
  for (let first = 0; first < length; first += BLOCK) {
    addCompensated(sums, lost, 0, term(first, Math.min(first + BLOCK, length)));
  }
  return sums[0] + (lost[0] || 0);
}

export function sum(values: Float64Array): number {
  return blockedSum(values.length, (first, end) => {
    let even = 0;
    let odd = 0;
    let i = first;
    for (; i + 1 < end; i += 2) {
      even += values[i];
      odd += values[i + 1];
    }
    if (i < end) even += values[i];
    return even + odd;
  });
}

export function dot(a: Float64Array, b: Float64Array): number {
  return blockedSum(a.length, (first, end) => {
    let even = 0;
    let odd = 0;
    let i = first;
    for (; i + 1 < end; i += 2) {
      even += a[i] * b[i];
      odd += a[i + 1] * b[i + 1];
    }
    if (i < end) even += a[i] * b[i];
    return even + odd;
  });
}
