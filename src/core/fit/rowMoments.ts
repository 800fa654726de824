import { addCompensated } from "../sums.ts";
import { BLOCK_ROWS, columnProduct } from "../linalg/columnProduct.ts";

export interface RowMoments {
  /** Sum of squared residuals. */
  squares: number;
  /** `X'r`, one value a column. */
  products: Float64Array;
}

/**
 * Residuals `offset - X w` met with themselves and with every column, in one pass over the rows and
 * without keeping the residuals.
 */
export function rowMoments(
  columns: Float64Array[],
  offset: Float64Array,
  weights: ArrayLike<number>,
): RowMoments {
  const rowCount = offset.length;
  const rest = new Float64Array(BLOCK_ROWS);
  const sums = new Float64Array(columns.length + 1);
  const lost = new Float64Array(columns.length + 1);
  const block = new Float64Array(columns.length + 1);
  for (let first = 0; first < rowCount; first += BLOCK_ROWS) {
    const count = Math.min(BLOCK_ROWS, rowCount - first);
    if (columns.length === 2) {
      momentsOfTwo(block, offset, columns[0], weights[0], columns[1], weights[1], first, count);
    } else {
      for (let t = 0; t < count; t++) rest[t] = offset[first + t];
      for (let k = 0; k < columns.length; k++) {
        subtractColumn(rest, columns[k], first, count, weights[k]);
      }
      for (let k = 0; k < columns.length; k++) {
        block[k] = columnProduct(columns[k], first, rest, 0, count);
      }
      block[columns.length] = columnProduct(rest, 0, rest, 0, count);
    }
    for (let k = 0; k < sums.length; k++) addCompensated(sums, lost, k, block[k]);
  }
  for (let k = 0; k < sums.length; k++) if (Number.isFinite(lost[k])) sums[k] += lost[k];
  return { squares: sums[columns.length], products: sums.subarray(0, columns.length) };
}

function subtractColumn(
  rest: Float64Array,
  column: Float64Array,
  first: number,
  count: number,
  weight: number,
): void {
  for (let t = 0; t < count; t++) rest[t] -= column[first + t] * weight;
}

/** All at once: two features are the common case. */
function momentsOfTwo(
  moments: Float64Array,
  offset: Float64Array,
  a: Float64Array,
  weightA: number,
  b: Float64Array,
  weightB: number,
  first: number,
  count: number,
): void {
  let ofA = 0;
  let ofB = 0;
  let squares = 0;
  for (let row = first; row < first + count; row++) {
    const rest = offset[row] - a[row] * weightA - b[row] * weightB;
    ofA += a[row] * rest;
    ofB += b[row] * rest;
    squares += rest * rest;
  }
  moments[0] = ofA;
  moments[1] = ofB;
  moments[2] = squares;
}
