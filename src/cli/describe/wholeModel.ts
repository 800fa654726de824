import type { Landscape, ModelCurvature } from "../../core/landscape.ts";

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
