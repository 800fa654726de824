import type { Dataset } from "./dataset.ts";
import { scalerOf, type ScalerName } from "./scalers/scalers.ts";
import { LOSSES, type LossName } from "./losses/losses.ts";

/** What is one panel's own, beside the others of a figure. */
export interface PanelChoice {
  loss: LossName;
  l1: number;
  l2: number;
  scaler: ScalerName;
}

/** A panel's title, by what differs; beside other scaled panels the standard one says which scaling it is. */
export function panelTitle({ loss, l1, l2, scaler }: PanelChoice, panels: PanelChoice[]): string {
  const several = (key: keyof PanelChoice) => new Set(panels.map((panel) => panel[key])).size > 1;
  const { title, titleAmongScaled } = scalerOf(scaler);
  const scalings = new Set(panels.map((panel) => panel.scaler).filter((name) => name !== "none"));
  const scaled = (scalings.size > 1 ? titleAmongScaled : undefined) ?? title;
  const surface = several("loss") ? `${LOSSES[loss].label} Surface` : "Loss Surface";
  const details = [`${scaled} Features`];
  if (several("l1")) details.push(`λ₁ = ${l1}`);
  if (several("l2")) details.push(`λ₂ = ${l2}`);
  return `${surface} (${details.join(", ")})`;
}

/** The label of a weight's axis; the weight after those of the features is the intercept's. */
export function weightLabel(
  { featureNames, weightLabels }: Pick<Dataset, "featureNames" | "weightLabels">,
  index: number,
): string {
  if (index === featureNames.length) return "Intercept";
  return weightLabels?.[index] ?? `Weight of ${featureNames[index]}`;
}
