import type { ModelCurvature } from "../landscape.ts";

/** Steps to the tolerance, and whether the number is an estimate. */
export type StepCount = Pick<ModelCurvature, "stepsToTolerance" | "stepsEstimated">;

/** Steps of which the last were counted by the Hessian at the optimum. That it never arrives is no estimate. */
export function estimatedSteps(count: number): StepCount {
  return { stepsToTolerance: count, ...(Number.isFinite(count) && { stepsEstimated: true }) };
}
