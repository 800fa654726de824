const BLOCK = 512;

/**
 * Sum of `term(first, end)` over blocks of rows, the block sums added with Neumaier's compensation,
 * so that the rounding error does not grow with the number of rows.
 *
 * Source: Neumaier, ZAMM 54 (1974).
 */
function blockedSum(length: number, term: (first: number, end: number) => number): number {
  let total = 0;
  let lost = 0;
  for (let first = 0; first < length; first += BLOCK) {
    const value = term(first, Math.min(first + BLOCK, length));
    const next = total + value;
    lost += Math.abs(total) >= Math.abs(value) ? total - next + value : value - next + total;
    total = next;
  }
  return Number.isFinite(lost) ? total + lost : total;
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
