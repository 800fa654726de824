import type { PlaneCurvature } from "../curvature.ts";
import type { RateContext } from "./methods/method.ts";
import type { Point } from "./planeFunction.ts";

/** Without a curvature the first step covers this share of the way to the optimum. */
const FIRST_STEP = 1 / 50;

/**
 * A rate by the curvature; for a loss without one (`mae`, `hinge`, separable data) that with which
 * the first step goes a fiftieth of the way to the optimum.
 */
export function automaticRate(
  { plane, curvature, start }: RateContext,
  byCurvature: (curvature: PlaneCurvature) => number,
): number {
  if (curvature && curvature.eigenvalues[1] > 0) return byCurvature(curvature);
  const way: Point = [plane.optimum[0] - start[0], plane.optimum[1] - start[1]];
  const slope = Math.hypot(...plane.at(start).gradient);
  return (slope > 0 && (FIRST_STEP * Math.hypot(...way)) / slope) || 1;
}
