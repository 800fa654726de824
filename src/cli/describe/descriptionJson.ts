import type { LandscapeDocument } from "../../core/landscape.ts";
import { conclusion } from "./conclusion.ts";

/** The numbers of `describe` in full; a number that is not finite is `null`. */
export function descriptionJson({ generator, spec, panels }: LandscapeDocument): string {
  const description = {
    generator,
    spec,
    panels: panels.map(({ title, scaler, loss, optimum, curvature, path }) => ({
      title,
      scaler,
      loss,
      optimum,
      ...curvature,
      descent: path && {
        method: path.method,
        rate: path.rate,
        tolerance: path.tolerance,
        steps: path.z.length - 1,
        stepsToTolerance: path.stepsToTolerance,
        diverged: path.diverged,
      },
    })),
    conclusion: conclusion(panels),
  };
  return `${JSON.stringify(description, null, 2)}\n`;
}
