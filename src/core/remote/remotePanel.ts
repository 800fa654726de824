import { chooseAxes, panelWindow, type PanelParts } from "../panel.ts";
import { describeDescent } from "../descent/describeDescent.ts";
import type { FittedOptimum } from "../fit/fittedOptimum.ts";
import type { LossOptions } from "../linearProblem.ts";
import type { LandscapeOptions } from "../landscapeOptions.ts";
import { curvatureOfFactor } from "../model/modelCurvature.ts";
import { columnScaler, type FittedScaler } from "../scalers/scaler.ts";
import { penalty } from "../problem.ts";
import { lowCorner } from "../window.ts";
import type { TableSummary } from "../tableSummary.ts";
import { remoteModel, type RemoteModel } from "./remoteModel.ts";
import { remoteOptimum } from "./remoteOptimum.ts";
import type { RemoteRows } from "./remoteRows.ts";
import { remoteCurvature, RemoteSurface } from "./remoteSurface.ts";

/** The landscape of a loss that needs rows, of rows that stay where they are: all by queries for sums. */
export async function remotePanel(
  summary: TableSummary,
  rows: RemoteRows,
  scaler: FittedScaler,
  loss: LossOptions,
  options: LandscapeOptions,
  onProgress: (fraction: number) => void,
): Promise<PanelParts> {
  const model = await remoteModel(summary, rows, scaler, loss);
  const axes = chooseAxes(model.weightNames, options.axes);
  const fitted = await remoteOptimum(model);
  const { weights, exists } = fitted;
  const lowest = await lossOf(model, fitted);
  const surface = new RemoteSurface(model, weights, axes);
  const optimum: [number, number] = [weights[axes[0]], weights[axes[1]]];
  const window = panelWindow(options, optimum);
  const bends = exists && model.loss.shape !== "kinked";
  const curved = bends
    ? remoteCurvature(model, await rows.sums(model.rowLoss, model.placeOf(weights), 2), axes)
    : undefined;

  const descent = {
    axes,
    start: options.start ?? lowCorner(window),
    tolerance: options.tolerance,
  };
  const identity = { outside: 0, project: (values: Float64Array) => values };
  const whole = curved
    ? await surface.onWeights(lowest, (around) =>
        curvatureOfFactor(curved.factor, model, identity, weights, descent, () => around),
      )
    : undefined;
  const described = await surface.onPlane(lowest, (plane) =>
    describeDescent(plane, model, curved?.plane, window, exists, options),
  );
  const uncentered = exists ? await uncenteredLoss(summary, rows, scaler, loss) : undefined;
  const z = await surface.grid(window.x, window.y, onProgress);
  return {
    weightNames: model.weightNames,
    axes,
    window,
    z,
    fitted,
    lowest,
    uncentered,
    described,
    whole,
  };
}

async function lossOf(model: RemoteModel, { weights }: FittedOptimum): Promise<number> {
  const { rows, rowLoss, steepness, rowCount } = model;
  const { value } = await rows.sums(rowLoss, model.placeOf(weights), 0);
  return (steepness * value) / rowCount + penalty(model, weights);
}

/** As for rows in memory: the best loss with the features scaled but not centred. */
async function uncenteredLoss(
  summary: TableSummary,
  rows: RemoteRows,
  scaler: FittedScaler,
  options: LossOptions,
): Promise<number | undefined> {
  if (options.intercept || scaler.center.every((center) => center === 0)) return undefined;
  const uncentered = columnScaler(new Float64Array(scaler.center.length), scaler.scale);
  const model = await remoteModel(summary, rows, uncentered, options);
  const fitted = await remoteOptimum(model);
  return fitted.exists ? lossOf(model, fitted) : undefined;
}
