import { softplus } from "../losses.ts";

/** Steps along a grid row before the exponential is taken afresh. */
const RESTART = 32;
/** Factors of at most 2 that a product may take before its logarithm is due. */
const FACTORS = 900;
/** Below this `log(1 + u)` comes from its series, because `1 + u` would round u away. */
const SMALL = 1e-3;

export interface LogisticRow {
  /** `sum over rows of log(1 + exp(rest[row] - column[row] x[j]))`, for each j. */
  sums: Float64Array;
  add(rest: Float64Array, column: Float64Array): void;
}

/**
 * One grid row of the logistic loss. Three savings over the plain double loop, none of which
 * costs digits: along the row `exp` advances by one multiplication, taken afresh every 32 points;
 * `log(1 + u)` is summed as the logarithm of a product of many factors; and a small `u`, which such
 * a product would round away, takes the series instead.
 *
 * @param x the weights of the grid row, evenly spaced
 */
export function logisticRow(x: Float64Array): LogisticRow {
  const count = x.length;
  const step = count > 1 ? (x[count - 1] - x[0]) / (count - 1) : 0;
  const sums = new Float64Array(count);
  const products = new Float64Array(count);

  function add(rest: Float64Array, column: Float64Array): void {
    sums.fill(0);
    products.fill(1);
    for (let row = 0; row < rest.length; row++) {
      if (row % FACTORS === FACTORS - 1) takeLogarithms();
      addRow(rest[row], column[row]);
    }
    takeLogarithms();
  }

  function addRow(residual: number, slope: number): void {
    const advance = -slope * step;
    // Within 32 steps neither exp(r) nor exp(-r) may overflow.
    const isTame =
      Math.abs(advance) < 4 &&
      Math.abs(residual - slope * x[0]) < 500 &&
      Math.abs(residual - slope * x[count - 1]) < 500;
    if (!isTame) {
      for (let j = 0; j < count; j++) sums[j] += softplus(residual - slope * x[j]);
      return;
    }
    const growth = Math.exp(advance);
    const decay = Math.exp(-advance);
    for (let from = 0; from < count; from += RESTART) {
      const end = Math.min(count, from + RESTART);
      let up = Math.exp(residual - slope * x[from]);
      let down = 1 / up;
      for (let j = from; j < end; j++) {
        let small = up;
        if (up > 1) {
          small = down;
          sums[j] += residual - slope * x[j];
        }
        if (small < SMALL) {
          sums[j] += small * (1 - small * (1 / 2 - small * (1 / 3 - small * (1 / 4 - small / 5))));
        } else {
          products[j] *= 1 + small;
        }
        up *= growth;
        down *= decay;
      }
    }
  }

  function takeLogarithms(): void {
    for (let j = 0; j < count; j++) {
      sums[j] += Math.log(products[j]);
      products[j] = 1;
    }
  }

  return { sums, add };
}
