import { kinkedGrid } from "../grid/kinkedGrid.ts";
import type { Loss } from "./loss.ts";

/** The mean absolute error. */
export const mae: Loss = {
  name: "mae",
  label: "MAE Loss",
  shape: "kinked",
  fit: "kinked",
  kinks: () => ({ low: -1, steepness: 1, bend: 0 }),
  point: () => ({ value: Math.abs, slope: Math.sign, curvature: () => 0 }),
  grid: (plane, _, x, y) => kinkedGrid(plane, { reach: 0, countsNegative: true }, x, y),
};
