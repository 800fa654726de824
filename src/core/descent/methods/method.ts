import type { PlaneCurvature } from "../../curvature.ts";
import type { PlaneFunction, Point } from "../planeFunction.ts";

/** Goes one step from `point`; keeps its own velocity. */
export type Stepper = (point: Point, gradientAt: (point: Point) => Point) => Point;

/** What a rate may be chosen by. */
export interface RateContext {
  plane: PlaneFunction;
  curvature: PlaneCurvature | undefined;
  start: Point;
  tolerance: number;
}

/** A way of descending with a constant rate. */
export interface DescentMethodSpec {
  /** In the key: `gradient descent`. */
  label: string;
  /** Starts a descent. */
  stepper(rate: number): Stepper;
  /** The rate that `auto` means. */
  automaticRate(context: RateContext): number;
  /** Whether on a quadratic loss its steps are counted by formula. */
  isPlain?: true;
}

/** Without a curvature the first step covers this share of the way to the optimum. */
const FIRST_STEP = 1 / 50;

/** `point` moved by a share of a direction. */
export function moved([x, y]: Point, [dx, dy]: Point, share: number): Point {
  return [x + share * dx, y + share * dy];
}

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
