import { logisticGrid } from "../grid/logisticGrid.ts";
import type { Loss } from "./loss.ts";

/** The logistic loss: `log(1 + exp(-s x·w))`. */
export const logistic: Loss = {
  name: "logistic",
  label: "Logistic Loss",
  shape: "smooth",
  fit: "logistic",
  classOffset: 0,
  point: () => ({ value: softplus, slope: sigmoid, curvature: (r) => sigmoid(r) * sigmoid(-r) }),
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
