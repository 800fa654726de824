import type { LossName, ScalerName } from "./landscape.ts";

const SCALED: Record<ScalerName, string> = {
  none: "Unscaled",
  standard: "Scaled",
  minmax: "Min-Max Scaled",
  maxabs: "Max-Abs Scaled",
  robust: "Robust-Scaled",
};

const LOSSES: Record<LossName, string> = {
  mse: "MSE Loss",
  mae: "MAE Loss",
  huber: "Huber Loss",
  logistic: "Logistic Loss",
  hinge: "Hinge Loss",
};

const COLORMAPS = ["viridis", "plasma", "cividis", "magma", "inferno"];

/** A panel's title; beside other scaled panels the standard one says which scaling it is. */
export function panelTitle(scaler: ScalerName, scalers: ScalerName[]): string {
  const severalScaled = new Set(scalers.filter((name) => name !== "none")).size > 1;
  const words = scaler === "standard" && severalScaled ? "Standardized" : SCALED[scaler];
  return `Loss Surface (${words} Features)`;
}

export function lossLabel(loss: LossName): string {
  return LOSSES[loss];
}

/** The label of a weight's axis; the synthetic features have numbers for names. */
export function weightLabel(
  weightNames: string[],
  index: number,
  { intercept, synthetic }: { intercept: boolean; synthetic: boolean },
): string {
  if (intercept && index === weightNames.length - 1) return "Intercept";
  return synthetic ? `Weight ${index + 1}` : `Weight of ${weightNames[index]}`;
}

export function defaultColormap(panel: number): string {
  return COLORMAPS[panel % COLORMAPS.length];
}
