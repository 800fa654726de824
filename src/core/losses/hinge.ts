import { kinkedGrid } from "../grid/kinkedGrid.ts";
import type { Loss } from "./loss.ts";

/** The hinge loss of support vector machines: `max(0, 1 - s x·w)`. */
export const hinge: Loss = {
  name: "hinge",
  label: "Hinge Loss",
  shape: "kinked",
  fit: "kinked",
  kinks: () => ({ low: 0, steepness: 1, bend: 0 }),
  classOffset: 1,
  point: () => ({
    value: (r) => Math.max(0, r),
    slope: (r) => (r > 0 ? 1 : 0),
    curvature: () => 0,
  }),
  grid: (plane, _, x, y) => kinkedGrid(plane, { reach: 0, countsNegative: false }, x, y),
};
