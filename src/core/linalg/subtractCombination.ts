/** `target -= sum_j columns[j] shares[j]`, four columns at a time. */
export function subtractCombination(
  target: Float64Array,
  columns: readonly Float64Array[],
  shares: ArrayLike<number>,
): void {
  const count = target.length;
  let j = 0;
  for (; j + 3 < columns.length; j += 4) {
    const [a, b, c, d] = columns.slice(j, j + 4);
    const [shareA, shareB, shareC, shareD] = [
      shares[j],
      shares[j + 1],
      shares[j + 2],
      shares[j + 3],
    ];
    for (let k = 0; k < count; k++) {
      target[k] -= a[k] * shareA + b[k] * shareB + (c[k] * shareC + d[k] * shareD);
    }
  }
  for (; j < columns.length; j++) {
    const column = columns[j];
    const share = shares[j];
    for (let k = 0; k < count; k++) target[k] -= column[k] * share;
  }
}
