import type { FittedOptimum } from "./fit/fittedOptimum.ts";
import type { Landscape, ModelCurvature } from "./landscape.ts";
import { axisRanges, type LandscapeOptions } from "./landscapeOptions.ts";
import { lossOf, LOSSES, type LossName } from "./losses/losses.ts";
import type { FittedScaler } from "./scalers/scaler.ts";
import { fixedWindow, isInside, windowAround, type PlotWindow } from "./window.ts";
import type { Dataset } from "./dataset.ts";
import { scalerOf, type ScalerName } from "./scalers/scalers.ts";
import { InputError, option } from "./errors.ts";
import { byLikeness, quoted, shown } from "./wording.ts";

/** What has been computed of a panel, wherever its rows are. */
export interface PanelParts {
  weightNames: string[];
  axes: [number, number];
  window: PlotWindow;
  z: Float64Array;
  fitted: FittedOptimum;
  /** The loss at the optimum. */
  lowest: number;
  /** The best loss without centring, where that may be lower. */
  uncentered: number | undefined;
  described: Pick<Landscape, "curvature" | "paths">;
  whole: ModelCurvature | undefined;
}

/** The window that the options name, or one around a panel's own optimum. */
export function panelWindow(options: LandscapeOptions, optimum: [number, number]): PlotWindow {
  const [w1, w2] = axisRanges(options);
  return options.window === "fixed"
    ? fixedWindow(w1, w2)
    : windowAround(optimum, options.start, [w1.count, w2.count]);
}

/** The landscape that the parts make. */
export function panelRecord(
  parts: PanelParts,
  features: Parameters<typeof weightLabel>[0],
  { scaler: name, loss, l1, l2, delta }: PanelChoice & { delta: number },
  scaler: FittedScaler,
): Omit<Landscape, "title"> {
  const { weightNames, axes, window, z, fitted, lowest, uncentered, described, whole } = parts;
  const { weights } = fitted;
  const optimum: [number, number] = [weights[axes[0]], weights[axes[1]]];
  return {
    xLabel: weightLabel(features, axes[0]),
    yLabel: weightLabel(features, axes[1]),
    zLabel: lossOf(loss).label,
    x: window.x,
    y: window.y,
    z,
    scaler: {
      name,
      features: features.featureNames,
      center: Array.from(scaler.center),
      scale: Array.from(scaler.scale),
    },
    loss: {
      name: loss,
      ...(lossOf(loss).usesDelta && { delta }),
      l1,
      l2,
    },
    optimum: {
      x: optimum[0],
      y: optimum[1],
      z: lowest,
      inside: isInside(window, optimum),
      exists: fitted.exists,
      unique: fitted.unique,
      weights: Object.fromEntries(weightNames.map((weight, k) => [weight, weights[k]])),
      ...(fitted.exists && fitted.gap !== undefined && { gap: fitted.gap }),
      ...fitted.separation,
      ...(uncentered !== undefined && uncentered < lowest && { uncenteredLoss: uncentered }),
    },
    ...described,
    ...(whole && { model: whole }),
  };
}

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
function weightLabel(
  { featureNames, weightLabels }: Pick<Dataset, "featureNames" | "weightLabels">,
  index: number,
): string {
  if (index === featureNames.length) return "Intercept";
  return weightLabels?.[index] ?? `Weight of ${featureNames[index]}`;
}

/**
 * The indices of the two weights that vary; the first two where none are named.
 *
 * @throws InputError where the model has one weight only, or a name is unknown or given twice
 */
export function chooseAxes(
  weightNames: string[],
  axes: [string, string] | undefined,
): [number, number] {
  if (weightNames.length < 2) {
    throw InputError.of`a landscape needs two weights and the model has one, ${quoted(weightNames[0])}: add ${option("intercept")} or another feature`;
  }
  const repeated = weightNames.find((name, k) => weightNames.indexOf(name) !== k);
  if (repeated !== undefined) {
    throw new InputError(`two weights are named ${quoted(repeated)}: rename one of the columns`);
  }
  if (!axes) return [0, 1];
  return [indexOfWeight(weightNames, axes, 0), indexOfWeight(weightNames, axes, 1)];
}

function indexOfWeight(weightNames: string[], axes: [string, string], axis: 0 | 1): number {
  const name = axes[axis];
  const index = weightNames.indexOf(name);
  if (index >= 0) return index;
  const unknown = `${shown(axes.join(","))}: no weight is named ${quoted(name)}`;
  const known = `the weights are ${shown(weightNames.join(", "))}`;
  if (name === "intercept") {
    throw InputError.of`${option("axes")} ${unknown}; add ${option("intercept")}; ${known}`;
  }
  const [closest] = byLikeness(name, weightNames);
  throw InputError.of`${option("axes")} ${unknown}; did you mean ${quoted(closest)}? ${known}`;
}
