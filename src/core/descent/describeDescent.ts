import type { PlaneCurvature } from "../curvature.ts";
import type { DescentPath, Landscape } from "../landscape.ts";
import { descentLabel, methodOf, type DescentMethod } from "./methods/methods.ts";
import type { LandscapeOptions } from "../landscapeOptions.ts";
import type { LinearProblem } from "../problem.ts";
import { lowCorner, type PlotWindow } from "../window.ts";
import { descend } from "./descend.ts";
import { descentRate, learningRate, type DescentRate } from "./descentRate.ts";
import type { PlaneFunction } from "./planeFunction.ts";
import { stepsOfDescent } from "./stepsOfDescent.ts";

/** What descent adds to a landscape: how many steps the best rate needs, and the paths asked for. */
export function describeDescent(
  loss: PlaneFunction,
  { loss: traits, l1 }: Pick<LinearProblem, "loss" | "l1">,
  curvature: PlaneCurvature | undefined,
  window: PlotWindow,
  optimumExists: boolean,
  options: LandscapeOptions,
): Pick<Landscape, "curvature" | "paths"> {
  const { tolerance, steps: mostSteps } = options;
  const start = options.start ?? lowCorner(window);
  const isQuadratic = traits.shape === "quadratic" && l1 === 0;
  const steps = (bend: PlaneCurvature, rate: number) =>
    stepsOfDescent(loss, bend, rate, start, tolerance, isQuadratic);

  const described = curvature && { ...curvature, ...steps(curvature, curvature.bestRate) };
  const paths = pathChoices(options).map(({ method, rate: chosen, label }) => {
    const rate = descentRate(chosen, method, traits.name, {
      plane: loss,
      curvature,
      start,
      tolerance,
    });
    const path = descend(loss, { method, rate, label, start, steps: mostSteps, tolerance });
    if (methodOf(method).isPlain && isQuadratic && curvature) {
      path.stepsToTolerance = steps(curvature, rate).stepsToTolerance;
      path.diverged ||= rate > curvature.largestStableRate && path.stepsToTolerance === Infinity;
    }
    return optimumExists ? path : neverArriving(path);
  });
  return { curvature: described, ...(paths.length > 0 && { paths }) };
}

interface PathChoice {
  method: DescentMethod;
  rate: DescentRate;
  label: string;
}

/** Each method with each rate; the label says what differs. */
function pathChoices({ descent, rate }: LandscapeOptions): PathChoice[] {
  return descent.flatMap((method) =>
    rate.map((one) => {
      const step = rate.length > 1 ? `, step ${learningRate.write(one)}` : "";
      return { method, rate: one, label: descentLabel(method) + step };
    }),
  );
}

/** Without an optimum there is no loss to come near to. */
function neverArriving(path: DescentPath): DescentPath {
  return { ...path, stepsToTolerance: Infinity };
}
