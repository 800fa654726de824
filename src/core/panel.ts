import type { FittedOptimum } from "./fit/fittedOptimum.ts";
import type { Landscape, ModelCurvature } from "./landscape.ts";
import { axisRanges, type LandscapeOptions } from "./landscapeOptions.ts";
import { lossOf } from "./losses/losses.ts";
import { weightLabel, type PanelChoice } from "./panelTitles.ts";
import type { FittedScaler } from "./scalers/scaler.ts";
import { fixedWindow, isInside, windowAround, type PlotWindow } from "./window.ts";

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
