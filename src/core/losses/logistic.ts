import { BLOCK_ROWS } from "../linalg/columnProduct.ts";
import { logisticGrid } from "../grid/logisticGrid.ts";
import type { Loss } from "./loss.ts";
import { fallingExponentials, logarithmOfOnePlus, SMALL } from "../exponentials.ts";

/** The logistic loss: `log(1 + exp(-s x·w))`. */
export const logistic: Loss = {
  name: "logistic",
  label: "Logistic Loss",
  shape: "smooth",
  fit: "logistic",
  classOffset: 0,
  point: () => ({
    value: softplus,
    slope: sigmoid,
    curvature: (r) => sigmoid(r) * sigmoid(-r),
    ofBlock,
  }),
  grid: (plane, _, x, y, ...rest) => logisticGrid(plane, x, y, ...rest),
};

/** `log(1 + exp(r))` without overflow or cancellation. */
function softplus(r: number): number {
  return Math.max(0, r) + Math.log1p(Math.exp(-Math.abs(r)));
}

function sigmoid(r: number): number {
  if (r >= 0) return 1 / (1 + Math.exp(-r));
  const exponential = Math.exp(r);
  return exponential / (1 + exponential);
}

/** `exp(-|r|)` of a block's residuals. */
const smalls = new Float64Array(BLOCK_ROWS);

/** With one exponential a row, and one logarithm, of the product of all rows' `1 + exp(-|r|)`. */
function ofBlock(
  rest: Float64Array,
  count: number,
  slopes?: Float64Array,
  curvatures?: Float64Array,
): number {
  const small = smalls;
  fallingExponentials(rest, count, small);
  let twice = 0;
  let product = 1;
  for (let t = 0; t < count; t++) {
    const residual = rest[t];
    const distance = Math.abs(residual);
    const factor = 1 + small[t];
    twice += residual + distance;
    product *= factor;
    if (!slopes) continue;
    const above = 1 / factor;
    const below = small[t] * above;
    // 1 above zero, else 0: a branch would be guessed wrong for every other row.
    const isAbove = (residual + distance) / (distance + distance + Number.MIN_VALUE);
    slopes[t] = below + isAbove * (above - below);
    if (curvatures) curvatures[t] = below * above;
  }
  const logarithm = Math.log(product);
  return twice / 2 + (logarithm < SMALL * count ? sumOfSmall(small, count) : logarithm);
}

/** What a product of `1 + u` would round away. */
function sumOfSmall(small: Float64Array, count: number): number {
  let total = 0;
  for (let t = 0; t < count; t++) {
    const u = small[t];
    total += u < SMALL ? logarithmOfOnePlus(u) : Math.log1p(u);
  }
  return total;
}
