import type { DescentPath, LandscapeDocument } from "../../core/landscape.ts";
import { conclusion } from "./conclusion.ts";

/** The numbers of `describe` in full; a number that is not finite is `null`. */
export function descriptionJson({ generator, spec, panels }: LandscapeDocument): string {
  const description = {
    generator,
    spec,
    panels: panels.map(({ title, scaler, loss, optimum, curvature, model, paths }) => ({
      title,
      scaler,
      loss,
      optimum,
      ...curvature,
      model,
      descent: paths?.[0] && descent(paths[0]),
      descents: paths?.map(descent),
    })),
    conclusion: conclusion(panels),
  };
  return `${JSON.stringify(description, null, 2)}\n`;
}

function descent({ x, label, method, rate, tolerance, stepsToTolerance, diverged }: DescentPath) {
  return { label, method, rate, tolerance, steps: x.length - 1, stepsToTolerance, diverged };
}
