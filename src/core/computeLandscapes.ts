import { chooseAxes } from "./axes.ts";
import { planeCurvature } from "./curvature.ts";
import type { Dataset } from "./dataset.ts";
import {
  DEFAULT_TOLERANCE,
  describeDescent,
  type DescentOptions,
} from "./descent/describeDescent.ts";
import { designFactor, pairFactor } from "./fit/designFactor.ts";
import { InputError } from "./errors.ts";
import { fitOptimum } from "./fit/fitOptimum.ts";
import { lossGrid } from "./grid/lossGrid.ts";
import type { Landscape, ScalerName } from "./landscape.ts";
import { linearProblem, type LossOptions } from "./linearProblem.ts";
import { modelCurvature } from "./model/modelCurvature.ts";
import { defaultColormap, lossLabel, panelTitle, weightLabel } from "./panelTitles.ts";
import { requireFinite } from "./requireFinite.ts";
import { summaryProblem, summaryScaler, type TableSummary } from "./moments/tableSummary.ts";
import type { FittedScaler } from "./scalers/columnScaler.ts";
import { fitScaler } from "./scalers/fitScaler.ts";
import { uncenteredLoss } from "./uncenteredLoss.ts";
import { optimumLoss, weightPlane } from "./weightPlane.ts";
import { fixedWindow, isInside, lowCorner, windowAround, type AxisRange } from "./window.ts";

export type { AxisRange, DescentOptions };

export interface LandscapeOptions extends LossOptions {
  /** Names of the weights that vary; the first two where none are given. */
  axes?: [string, string];
  /** One panel each. */
  scalers: ScalerName[];
  window: "fixed" | "auto";
  /** With `window: "auto"` only the counts are used. */
  w1: AxisRange;
  w2: AxisRange;
  descent?: DescentOptions;
  /** Whether the data are the tutorial's: labels `Weight 1` and `Weight 2`. */
  synthetic: boolean;
}

/**
 * One landscape for each scaler: grid, optimum, curvature, path.
 *
 * @param data rows, or for mse a table's moments
 * @param onProgress told the share of the work that is done, from 0 to 1
 * @throws InputError where the options do not suit the data
 */
export async function computeLandscapes(
  data: Dataset | TableSummary,
  options: LandscapeOptions,
  onProgress: (fraction: number) => void = () => {},
): Promise<Landscape[]> {
  const rowCount = "moments" in data ? data.moments.n : data.rowCount;
  if (rowCount === 0) throw new InputError("the table has no rows");
  const panelCount = options.scalers.length;
  const landscapes: Landscape[] = [];
  for (const [panel, scaler] of options.scalers.entries()) {
    const landscape = await computePanel(data, options, scaler, panel, (fraction) =>
      onProgress((panel + fraction) / panelCount),
    );
    landscapes.push(landscape);
    onProgress((panel + 1) / panelCount);
  }
  return landscapes;
}

async function computePanel(
  data: Dataset | TableSummary,
  options: LandscapeOptions,
  scalerName: ScalerName,
  panel: number,
  onProgress: (fraction: number) => void,
): Promise<Landscape> {
  const isSummary = "moments" in data;
  const scaler = isSummary ? summaryScaler(scalerName, data) : fitScaler(scalerName, data.columns);
  const problemOf = (scaled: FittedScaler) =>
    isSummary ? summaryProblem(data, scaled, options) : linearProblem(data, scaled, options);
  const problem = problemOf(scaler);
  const { weightNames } = problem;
  const axes = chooseAxes(weightNames, options.axes);

  const factors = designFactor(problem);
  if (!isSummary && !factors.factor.every(Number.isFinite)) requireFinite(data);
  const fitted = fitOptimum(problem, factors);
  const plane = weightPlane(problem, axes, fitted);
  const { optimum } = plane;
  const columnFactor = pairFactor(factors, axes[0], axes[1]);
  const curvature = fitted.exists ? planeCurvature(plane, columnFactor) : undefined;

  const { w1, w2, descent } = options;
  const window =
    options.window === "fixed"
      ? fixedWindow(w1, w2)
      : windowAround(optimum, descent?.start, [w1.count, w2.count]);
  const { x, y } = window;
  const model = fitted.exists
    ? modelCurvature(problem, factors, fitted.weights, {
        axes,
        start: descent?.start ?? lowCorner(window),
        tolerance: descent?.tolerance ?? DEFAULT_TOLERANCE,
      })
    : undefined;
  const lowest = optimumLoss(plane);
  const uncentered = fitted.exists ? uncenteredLoss(problemOf, scaler, options) : undefined;

  return {
    title: panelTitle(scalerName, options.scalers),
    colormap: defaultColormap(panel),
    xLabel: weightLabel(weightNames, axes[0], options),
    yLabel: weightLabel(weightNames, axes[1], options),
    zLabel: lossLabel(options.loss),
    x,
    y,
    z: await lossGrid(plane, columnFactor, x, y, onProgress),
    scaler: {
      name: scalerName,
      features: isSummary ? data.moments.columns.slice(0, -1) : data.featureNames,
      center: Array.from(scaler.center),
      scale: Array.from(scaler.scale),
    },
    loss: {
      name: options.loss,
      ...(options.loss === "huber" && { delta: options.delta }),
      l1: options.l1,
      l2: options.l2,
    },
    optimum: {
      x: optimum[0],
      y: optimum[1],
      z: lowest,
      inside: isInside(window, optimum),
      exists: fitted.exists,
      unique: fitted.unique,
      weights: Object.fromEntries(weightNames.map((name, k) => [name, fitted.weights[k]])),
      ...(fitted.exists && fitted.gap !== undefined && { gap: fitted.gap }),
      ...fitted.separation,
      ...(uncentered !== undefined && uncentered < lowest && { uncenteredLoss: uncentered }),
    },
    ...describeDescent(plane, columnFactor, curvature, window, fitted.exists, descent),
    ...(model && { model }),
  };
}
