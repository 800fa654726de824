import type { PlaneCurvature } from "../curvature.ts";
import type { PlaneFunction, Point } from "./planeFunction.ts";
import {
  estimatedSteps,
  quadraticSteps,
  excessAfter,
  type StepCount,
  type QuadraticPart,
} from "./quadraticSteps.ts";
import type { DescentPath, Landscape } from "../landscape.ts";

/** Table rows that stepping may read before the Hessian takes over. */
const STEPPING_COST = 2e7;

/**
 * Steps that gradient descent with a constant rate needs to bring `loss - loss*` to `tolerance`
 * times its start. On a quadratic loss by formula; on another by stepping, and where that is long, from
 * there on by the formula with the Hessian of the optimum. Where an l1 penalty holds a weight at zero
 * a constant rate leaps to and fro across the kink: what stepping does not reach counts as never.
 */
export function stepsOfDescent(
  plane: PlaneFunction,
  curvature: PlaneCurvature,
  rate: number,
  start: Point,
  tolerance: number,
  isQuadratic: boolean,
): StepCount {
  const { optimum } = plane;
  let point = start;
  let value = plane.at(point);
  const target = tolerance * value.excess;
  const stepping = isQuadratic ? 0 : Math.max(20, Math.floor(STEPPING_COST / plane.cost));
  let taken = 0;
  for (; taken < stepping && value.excess > target; taken++) {
    point = [point[0] - rate * value.gradient[0], point[1] - rate * value.gradient[1]];
    value = plane.at(point);
    if (!Number.isFinite(value.loss)) return { stepsToTolerance: Infinity };
  }
  if (!isQuadratic && value.excess <= target) return { stepsToTolerance: taken };
  if (plane.hasKinkAtOptimum) return { stepsToTolerance: Infinity };
  const from: Point = [point[0] - optimum[0], point[1] - optimum[1]];
  const rest = quadraticSteps(planeSpectrum(curvature, from), rate, target);
  return isQuadratic ? { stepsToTolerance: rest } : estimatedSteps(taken + rest);
}

/** What each of the plane's two eigenvectors adds to the loss at `from`, relative to the optimum. */
export function planeSpectrum(
  { eigenvalues, valley }: PlaneCurvature,
  from: Point,
): [QuadraticPart, QuadraticPart] {
  const along = valley[0] * from[0] + valley[1] * from[1];
  const across = valley[0] * from[1] - valley[1] * from[0];
  return [
    { lambda: eigenvalues[0], excess: 0.5 * eigenvalues[0] * along * along },
    { lambda: eigenvalues[1], excess: 0.5 * eigenvalues[1] * across * across },
  ];
}

/**
 * `loss - loss*` after any number of steps of a path by gradient descent on mse, far beyond the steps
 * that it holds; undefined where no formula knows them.
 */
export function excessByFormula(
  { curvature, optimum, loss }: Landscape,
  { method, rate, x, y }: DescentPath,
): ((step: number) => number) | undefined {
  const isQuadratic = loss?.name === "mse" && loss.l1 === 0;
  if (method !== "gd" || rate === undefined || !isQuadratic) return undefined;
  if (!curvature || !optimum?.exists) return undefined;
  const spectrum = planeSpectrum(curvature, [x[0] - optimum.x, y[0] - optimum.y]);
  return (step) => excessAfter(spectrum, rate, step);
}
