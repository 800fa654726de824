/** Splits a double into two halves whose products are exact (Dekker, Numer. Math. 18, 1971). */
const SPLITTER = 134217729;

/**
 * Residuals `offset - columns weights`, each rounded once however its terms cancel.
 *
 * Source: Ogita, Rump and Oishi, Accurate sum and dot product, SIAM J. Sci. Comput. 26 (2005).
 */
export function exactResiduals(
  columns: Float64Array[],
  offset: Float64Array,
  weights: Float64Array,
): Float64Array {
  const rowCount = offset.length;
  const result = offset.slice();
  const lost = new Float64Array(rowCount);
  columns.forEach((column, k) => {
    const weight = -weights[k];
    if (weight === 0) return;
    const atW = SPLITTER * weight;
    const highW = atW - (atW - weight);
    const lowW = weight - highW;
    for (let row = 0; row < rowCount; row++) {
      const x = column[row];
      const product = x * weight;
      const atX = SPLITTER * x;
      const highX = atX - (atX - x);
      const lowX = x - highX;
      const before = result[row];
      const next = before + product;
      const part = next - before;
      lost[row] +=
        before -
        (next - part) +
        (product - part) +
        (lowX * lowW - (product - highX * highW - lowX * highW - highX * lowW));
      result[row] = next;
    }
  });
  for (let row = 0; row < rowCount; row++) {
    if (Number.isFinite(lost[row])) result[row] += lost[row];
  }
  return result;
}
