import { BLOCK_ROWS, columnProduct } from "../linalg/columnProduct.ts";
import type { FillBlock } from "../linalg/triangularFactor.ts";
import { addCompensated } from "../sums.ts";

/** Share of a column's square that must be its own for the moments to keep their digits. */
const OWN_SHARE = 0.01;

/**
 * The R of `triangularFactor` in a fraction of the time, from the columns' moments by Cholesky's
 * decomposition, where no column lies close to those before it; otherwise undefined, because moments
 * square the condition number.
 *
 * @param source the columns themselves, or what fills blocks of them
 */
export function momentFactor(
  size: number,
  rowCount: number,
  source: Float64Array[] | FillBlock,
): Float64Array | undefined {
  const moments = momentsOf(size, rowCount, source);
  const factor = new Float64Array(size * size);
  for (let j = 0; j < size; j++) {
    for (let i = 0; i <= j; i++) {
      let rest = moments[i + j * size];
      for (let k = 0; k < i; k++) rest -= factor[k + i * size] * factor[k + j * size];
      if (i < j) {
        factor[i + j * size] = rest / factor[i + i * size];
      } else {
        const square = moments[j + j * size];
        const isUsable = rest > OWN_SHARE * square && square > 1e-200 && square < 1e200;
        if (!isUsable) return undefined;
        factor[j + j * size] = Math.sqrt(rest);
      }
    }
  }
  return factor;
}

function momentsOf(
  size: number,
  rowCount: number,
  source: Float64Array[] | FillBlock,
): Float64Array {
  const sums = new Float64Array(size * size);
  const lost = new Float64Array(size * size);
  const isFilled = typeof source === "function";
  const block = new Float64Array(isFilled ? size * BLOCK_ROWS : 0);
  const products = new Float64Array(size * size);
  for (let first = 0; first < rowCount; first += BLOCK_ROWS) {
    const count = Math.min(BLOCK_ROWS, rowCount - first);
    if (isFilled) source(block, BLOCK_ROWS, first, count);
    const columnOf = (j: number) => (isFilled ? block : source[j]);
    const startOf = (j: number) => (isFilled ? j * BLOCK_ROWS : first);
    if (size === 3) {
      const [a, b, c] = [columnOf(0), columnOf(1), columnOf(2)];
      threeProducts(products, a, startOf(0), b, startOf(1), c, startOf(2), count);
    } else {
      for (let j = 0; j < size; j++) {
        for (let i = 0; i <= j; i++) {
          products[i + j * size] = columnProduct(
            columnOf(i),
            startOf(i),
            columnOf(j),
            startOf(j),
            count,
          );
        }
      }
    }
    for (let k = 0; k < size * size; k++) addCompensated(sums, lost, k, products[k]);
  }
  return sums.map((value, k) => value + lost[k]);
}

/** The six products of three columns at once: two features and a target are the common case. */
function threeProducts(
  products: Float64Array,
  a: Float64Array,
  firstA: number,
  b: Float64Array,
  firstB: number,
  c: Float64Array,
  firstC: number,
  count: number,
): void {
  let aa = 0;
  let ab = 0;
  let bb = 0;
  let ac = 0;
  let bc = 0;
  let cc = 0;
  for (let t = 0; t < count; t++) {
    const atA = a[firstA + t];
    const atB = b[firstB + t];
    const atC = c[firstC + t];
    aa += atA * atA;
    ab += atA * atB;
    bb += atB * atB;
    ac += atA * atC;
    bc += atB * atC;
    cc += atC * atC;
  }
  products[0] = aa;
  products[3] = ab;
  products[4] = bb;
  products[6] = ac;
  products[7] = bc;
  products[8] = cc;
}
