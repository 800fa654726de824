import type { PairFactor, PlaneCurvature } from "../curvature.ts";
import type { DescentMethod, DescentPath, Landscape } from "../landscape.ts";
import type { WeightPlane } from "../weightPlane.ts";
import { lowCorner, type PlotWindow } from "../window.ts";
import { descend } from "./descend.ts";
import { descentRate, type DescentRate } from "./descentRate.ts";
import { planeFunction, type Point } from "./planeFunction.ts";
import { stepsOfDescent } from "./stepsOfDescent.ts";

export interface DescentOptions {
  method: DescentMethod;
  /** A tenth in from the window's low corner where none is given. */
  start?: Point;
  rate: DescentRate;
  /** Steps at most; the path ends earlier where it reaches the tolerance. */
  steps: number;
  tolerance: number;
}

export const DEFAULT_TOLERANCE = 1e-6;

/** What descent adds to a landscape: how many steps the best rate needs, and the path asked for. */
export function describeDescent(
  plane: WeightPlane,
  columnFactor: PairFactor,
  curvature: PlaneCurvature | undefined,
  window: PlotWindow,
  optimumExists: boolean,
  options: DescentOptions | undefined,
): Pick<Landscape, "curvature" | "paths"> {
  const { lossName, l1 } = plane.problem;
  const start = options?.start ?? lowCorner(window);
  const tolerance = options?.tolerance ?? DEFAULT_TOLERANCE;
  const loss = planeFunction(plane, lossName === "mse" ? columnFactor : undefined);
  const isQuadratic = lossName === "mse" && l1 === 0;
  const steps = (bend: PlaneCurvature, rate: number) =>
    stepsOfDescent(loss, bend, rate, start, tolerance, isQuadratic);

  const described = curvature && { ...curvature, ...steps(curvature, curvature.bestRate) };
  if (!options) return { curvature: described };

  const rate = descentRate(
    options.rate,
    options.method,
    lossName,
    curvature,
    loss,
    start,
    tolerance,
  );
  const path = descend(loss, { ...options, rate, start, tolerance });
  if (options.method === "gd" && isQuadratic && curvature) {
    path.stepsToTolerance = steps(curvature, rate).stepsToTolerance;
    path.diverged ||= rate > curvature.largestStableRate && path.stepsToTolerance === Infinity;
  }
  return { curvature: described, paths: [optimumExists ? path : neverArriving(path)] };
}

/** Without an optimum there is no loss to come near to. */
function neverArriving(path: DescentPath): DescentPath {
  return { ...path, stepsToTolerance: Infinity };
}
