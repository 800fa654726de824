import type { DescentPath } from "../landscape.ts";
import { descentLabel, methodOf, type DescentMethod } from "./methods/methods.ts";
import type { PlaneFunction, Point } from "./planeFunction.ts";

export interface DescentPlan {
  method: DescentMethod;
  /** What the key calls the path; the method in words where it is not given. */
  label?: string;
  rate: number;
  start: Point;
  /** Steps of the path at most; it also ends where the tolerance is reached. */
  steps: number;
  tolerance: number;
}

/** Table rows that counting steps beyond the path may read. */
const COUNTING_COST = 3e7;

/**
 * The path of a descent over the two axes' weights, the others fixed. It ends at the tolerance, after
 * `steps`, or before the loss stops being finite. Where the tolerance lies beyond the path, stepping
 * goes on unrecorded to count the steps, up to a bounded effort; what is not reached then counts as
 * never.
 */
export function descend(
  plane: PlaneFunction,
  { method, label = descentLabel(method), rate, start, steps, tolerance }: DescentPlan,
): Required<DescentPath> {
  const gradientAt = (point: Point) => plane.at(point).gradient;
  const step = methodOf(method).stepper(rate);
  const first = plane.at(start);
  const target = tolerance * first.excess;
  const x = [start[0]];
  const y = [start[1]];
  const z = [first.loss];
  const longest = Math.max(steps, Math.floor(COUNTING_COST / plane.cost));

  let point = start;
  let value = first;
  let taken = 0;
  let diverged = false;
  while (value.excess > target && taken < longest) {
    point = step(point, gradientAt);
    value = plane.at(point);
    if (!Number.isFinite(value.loss)) {
      diverged = true;
      break;
    }
    taken++;
    if (taken <= steps) {
      x.push(point[0]);
      y.push(point[1]);
      z.push(value.loss);
    }
    if (taken === steps) diverged = value.excess > first.excess;
    if (taken >= steps && diverged) break;
  }

  return {
    label,
    method,
    rate,
    tolerance,
    x: Float64Array.from(x),
    y: Float64Array.from(y),
    z: Float64Array.from(z),
    stepsToTolerance: value.excess <= target ? taken : Infinity,
    diverged,
  };
}
