import { kinkedGrid } from "../grid/kinkedGrid.ts";
import type { Loss } from "./loss.ts";

/** Huber's loss: half a square up to `delta`, linear beyond (Huber, 1964). */
export const huber: Loss = {
  name: "huber",
  label: "Huber Loss",
  shape: "smooth",
  fit: "kinked",
  kinks: (delta) => ({ low: -1, steepness: delta, bend: delta }),
  usesDelta: true,
  point: (delta) => ({
    value: (r) => {
      const magnitude = Math.abs(r);
      return magnitude <= delta ? 0.5 * r * r : delta * (magnitude - 0.5 * delta);
    },
    slope: (r) => Math.max(-delta, Math.min(delta, r)),
    curvature: (r) => (Math.abs(r) <= delta ? 1 : 0),
  }),
  grid: (plane, _, x, y) =>
    kinkedGrid(plane, { reach: plane.problem.delta, countsNegative: true }, x, y),
};
