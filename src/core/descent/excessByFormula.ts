import type { DescentPath, Landscape } from "../landscape.ts";
import { excessAfter } from "./quadraticSteps.ts";
import { planeSpectrum } from "./stepsOfDescent.ts";

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
