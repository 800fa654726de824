import type { Landscape, ModelCurvature } from "./landscape.ts";

/**
 * The curvature that sentences about descent speak of: the whole model's where a document has it,
 * otherwise that of the two weights drawn.
 */
export function spokenCurvature({ model, curvature }: Landscape): ModelCurvature | undefined {
  return model ?? curvature;
}

/** Whether the model has weights beside the two drawn, so that its numbers are not the plane's. */
export function hasHiddenWeights({ model, optimum }: Landscape): boolean {
  return model !== undefined && Object.keys(optimum?.weights ?? {}).length > 2;
}

/** How well conditioned a landscape is and what that costs, all of it of one and the same Hessian. */
export interface Finding {
  /** Of all weights, where there are more than the two drawn. */
  ofModel: boolean;
  conditionNumber?: number;
  /** `Infinity`: never. */
  steps?: number;
  /** Whether the steps are counted in part by the Hessian at the optimum. */
  isEstimate: boolean;
  diverges: boolean;
}

/**
 * What one line can say of a panel. The steps are the first path's where the two weights drawn are
 * all there are; beside further weights the path is the plane's, and the steps are the model's.
 */
export function findingOf(panel: Landscape): Finding {
  const curvature = spokenCurvature(panel);
  const ofModel = hasHiddenWeights(panel);
  const path = panel.paths?.[0];
  const pathSteps = ofModel ? undefined : path?.stepsToTolerance;
  return {
    ofModel,
    conditionNumber: curvature?.conditionNumber,
    steps: pathSteps ?? curvature?.stepsToTolerance,
    isEstimate: pathSteps === undefined && curvature?.stepsEstimated === true,
    diverges: path?.diverged ?? false,
  };
}
