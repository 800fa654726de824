/** Rows that are worked on together, so that what they need stays in the nearest cache. */
export const BLOCK_ROWS = 256;

/** `sum over t < count of a[firstA + t] * b[firstB + t]`. */
export function columnProduct(
  a: Float64Array,
  firstA: number,
  b: Float64Array,
  firstB: number,
  count: number,
): number {
  let sum0 = 0;
  let sum1 = 0;
  let sum2 = 0;
  let sum3 = 0;
  let t = 0;
  for (; t + 3 < count; t += 4) {
    sum0 += a[firstA + t] * b[firstB + t];
    sum1 += a[firstA + t + 1] * b[firstB + t + 1];
    sum2 += a[firstA + t + 2] * b[firstB + t + 2];
    sum3 += a[firstA + t + 3] * b[firstB + t + 3];
  }
  for (; t < count; t++) sum0 += a[firstA + t] * b[firstB + t];
  return sum0 + sum1 + (sum2 + sum3);
}
