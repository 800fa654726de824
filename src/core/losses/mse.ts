import { mseGrid } from "../grid/mseGrid.ts";
import type { Loss } from "./loss.ts";

/** The mean squared error, without a factor of one half. */
export const mse: Loss = {
  name: "mse",
  label: "MSE Loss",
  shape: "quadratic",
  fit: "squares",
  point: () => ({ value: (r) => r * r, slope: (r) => 2 * r, curvature: () => 2 }),
  grid: mseGrid,
};
