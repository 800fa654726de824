import type { DescentPath, Landscape, LandscapeDocument } from "../../core/landscape.ts";
import { conclusion } from "./conclusion.ts";
import { foreignSurface } from "./descriptionTable.ts";

/** The numbers of `describe` in full; a number that is not finite is `null`. */
export function descriptionJson({ generator, spec, panels }: LandscapeDocument): string {
  const description = {
    generator,
    spec,
    panels: panels.map((panel) => describePanel(panel)),
    conclusion: conclusion(panels),
  };
  return `${JSON.stringify(description, null, 2)}\n`;
}

function describePanel(panel: Landscape) {
  const { title, scaler, loss, optimum, curvature, model, paths } = panel;
  return {
    title,
    scaler,
    loss,
    optimum,
    ...curvature,
    model,
    descent: paths?.[0] && descent(paths[0]),
    descents: paths?.map(descent),
    surface: foreignSurface(panel),
  };
}

function descent({ x, label, method, rate, tolerance, stepsToTolerance, diverged }: DescentPath) {
  return { label, method, rate, tolerance, steps: x.length - 1, stepsToTolerance, diverged };
}
