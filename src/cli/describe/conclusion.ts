import type { Landscape, ModelCurvature } from "../../core/landscape.ts";
import { oneLine } from "../../core/wording.ts";
import { spokenCurvature } from "../../core/finding.ts";
import { shortNumber, stepsText } from "../messages/shortNumber.ts";

type Curved = Omit<Landscape, "curvature"> & { curvature: ModelCurvature };

/** What the panels say together, in one sentence: the roundest one against the unscaled one. */
export function conclusion(panels: Landscape[]): string {
  const curved = panels.flatMap((panel): Curved[] => {
    const curvature = spokenCurvature(panel);
    return curvature ? [{ ...panel, curvature }] : [];
  });
  if (curved.length === 0) {
    return panels.some((panel) => panel.loss === undefined)
      ? "These surfaces are described by their points alone: which model made them, and so how its descent goes, is not known."
      : "The curvature of these landscapes is not known, so nothing can be said about descent.";
  }
  const before = curved.find(({ scaler }) => scaler?.name === "none") ?? curved[0];
  const others = curved.filter((panel) => panel !== before);
  if (others.every(isSingular) && isSingular(before)) {
    return "The Hessian is singular: along its valley the loss does not change, and the optimum given is the one of least norm; across it descent arrives with the best step.";
  }
  if (others.length === 0) return ofOne(before);
  return ofTwo(before, others.reduce(rounder), others.length > 1);
}

function isSingular({ curvature }: Curved): boolean {
  return !Number.isFinite(curvature.conditionNumber);
}

function rounder(a: Curved, b: Curved): Curved {
  return b.curvature.conditionNumber < a.curvature.conditionNumber ? b : a;
}

function ofOne({ curvature }: Curved): string {
  return `The condition number is ${shortNumber(curvature.conditionNumber)}: gradient descent ${needs(curvature)}.`;
}

function ofTwo(before: Curved, after: Curved, hasOthers: boolean): string {
  const from = shortNumber(before.curvature.conditionNumber);
  const to = shortNumber(after.curvature.conditionNumber);
  const steps = `gradient descent ${needs(after.curvature)} instead of ${stepsText(before.curvature)}`;
  if (before.scaler?.name !== "none" || !after.scaler) {
    return `The condition number is ${from} in “${oneLine(before.title)}” and ${to} in “${oneLine(after.title)}”: ${steps}.`;
  }
  const scaling = hasOthers ? `Scaling (${after.scaler.name})` : "Scaling";
  const helps = after.curvature.conditionNumber < before.curvature.conditionNumber;
  const verb = helps ? "brings" : "does not help: it takes";
  return `${scaling} ${verb} the condition number from ${from} to ${to}: ${steps}.`;
}

function needs(curvature: ModelCurvature): string {
  const { stepsToTolerance } = curvature;
  if (!Number.isFinite(stepsToTolerance)) return "never arrives";
  return stepsToTolerance === 1 ? "needs 1 step" : `needs ${stepsText(curvature)} steps`;
}
