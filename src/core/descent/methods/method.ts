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

/** `point` moved by a share of a direction. */
export function moved([x, y]: Point, [dx, dy]: Point, share: number): Point {
  return [x + share * dx, y + share * dy];
}
