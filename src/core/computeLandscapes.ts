import {
  chooseAxes,
  panelRecord,
  panelWindow,
  type PanelParts,
  panelTitle,
  type PanelChoice,
} from "./panel.ts";
import { planeCurvature } from "./curvature.ts";
import type { Dataset } from "./dataset.ts";
import { describeDescent } from "./descent/describeDescent.ts";
import type { StepCount } from "./descent/quadraticSteps.ts";
import { planeFunction } from "./descent/planeFunction.ts";
import { designFactor, pairFactor } from "./fit/designFactor.ts";
import { fitOptimum } from "./fit/fitOptimum.ts";
import { lossOf, type LossName } from "./losses/losses.ts";
import type { Landscape } from "./landscape.ts";
import {
  checkLandscapeOptions,
  LANDSCAPE_OPTIONS,
  type LandscapeGiven,
  type LandscapeOptions,
} from "./landscapeOptions.ts";
import { resolveOptions } from "./options/table.ts";
import { checkData, requireFinite, requireFiniteWeights } from "./checkDataset.ts";
import { linearProblem, type LossOptions } from "./linearProblem.ts";
import type { FillElsewhere } from "./grid/logisticGrid.ts";
import { modelCurvature } from "./model/modelCurvature.ts";
import { remotePanel } from "./remote/remotePanel.ts";
import { summaryProblem, summaryScaler, type TableSummary } from "./tableSummary.ts";
import { unscaled } from "./scalers/none.ts";
import { columnScaler, type FittedScaler } from "./scalers/scaler.ts";
import { fitScaler } from "./scalers/scalers.ts";
import { optimumLoss, weightPlane } from "./weightPlane.ts";
import { lowCorner } from "./window.ts";
import type { LinearProblem } from "./problem.ts";

/**
 * One landscape for each loss, penalty and scaler: grid, optimum, curvature, paths.
 *
 * @param data rows, or for mse a table's moments
 * @param given what is left out takes its default; the window is `auto` for data of one's own
 * @param onProgress told the share of the work that is done, from 0 to 1; at the start and before the
 *   others only where a panel's fit takes long by itself, and then awaited
 * @param fillElsewhere does long grids on other threads
 * @throws InputError where an option is wrong, or does not suit the data
 */
export async function computeLandscapes(
  data: Dataset | TableSummary,
  given: LandscapeGiven = {},
  onProgress: (fraction: number) => unknown = () => {},
  fillElsewhere?: FillElsewhere,
): Promise<Landscape[]> {
  checkData(data);
  const hasUsualWindow = "moments" in data ? false : data.hasUsualWindow;
  const options = resolveOptions(LANDSCAPE_OPTIONS, given, { hasUsualWindow });
  checkLandscapeOptions(options);
  const choices = panelChoices(options);
  const landscapes: Landscape[] = [];
  for (const [panel, choice] of choices.entries()) {
    const tellProgress = (fraction: number) => void onProgress((panel + fraction) / choices.length);
    if (isLongFit(data, choice)) await onProgress(panel / choices.length);
    const landscape = await computePanel(
      data,
      options,
      choice,
      bestUnscaled(landscapes, choice.loss),
      tellProgress,
      fillElsewhere,
    );
    const title = panelTitle(choice, choices);
    landscapes.push({ title, ...landscape });
    void onProgress((panel + 1) / choices.length);
  }
  return landscapes;
}

/** The best loss without a scaler and a penalty, where a panel before has it. */
function bestUnscaled(landscapes: Landscape[], name: LossName): number | undefined {
  const panel = landscapes.find(
    ({ loss, scaler }) =>
      scaler?.name === "none" && loss?.name === name && loss.l1 === 0 && loss.l2 === 0,
  );
  return panel?.optimum?.exists ? panel.optimum.z : undefined;
}

/** Fits of so many products of numbers take about a second: in one factor, or in some ten. */
const LONG_FIT = { quadratic: 2e7, other: 2e6 };

/** A fit runs in one piece, so what is to be shown while it runs is to be shown before. */
function isLongFit(data: Dataset | TableSummary, { loss, l1 }: PanelChoice): boolean {
  if ("moments" in data) return false;
  const [rowCount, columnCount] = [data.target.length, data.columns.length];
  const isOneFactor = lossOf(loss).shape === "quadratic" && l1 === 0;
  const work = rowCount * columnCount * Math.min(rowCount, columnCount);
  return work > (isOneFactor ? LONG_FIT.quadratic : LONG_FIT.other);
}

function stepCount({ stepsToTolerance, stepsEstimated }: StepCount): StepCount {
  return { stepsToTolerance, ...(stepsEstimated && { stepsEstimated }) };
}

/** Losses vary slowest, scalers fastest. */
function panelChoices({ loss, l1, l2, scalers }: LandscapeOptions): PanelChoice[] {
  return loss.flatMap((oneLoss) =>
    l1.flatMap((oneL1) =>
      l2.flatMap((oneL2) =>
        scalers.map((scaler) => ({ loss: oneLoss, l1: oneL1, l2: oneL2, scaler })),
      ),
    ),
  );
}

async function computePanel(
  data: Dataset | TableSummary,
  options: LandscapeOptions,
  choice: PanelChoice,
  unpenalised: number | undefined,
  onProgress: (fraction: number) => void,
  fillElsewhere: FillElsewhere | undefined,
): Promise<Omit<Landscape, "title">> {
  const { loss, l1, l2 } = choice;
  const { intercept, delta, start } = options;
  const model = { intercept, loss, delta, l1, l2 };
  const isSummary = "moments" in data;
  const isQuadratic = lossOf(loss).shape === "quadratic";
  const features = isSummary ? { featureNames: data.moments.columns.slice(0, -1) } : data;
  const scaler = isSummary
    ? summaryScaler(choice.scaler, data)
    : fitScaler(choice.scaler, data.columns);
  const parts =
    isSummary && data.rows && !isQuadratic
      ? await remotePanel(data, data.rows, scaler, model, options, onProgress)
      : await panelParts();
  return panelRecord(parts, features, { ...choice, delta }, scaler);

  async function panelParts(): Promise<PanelParts> {
    const problemOf = (scaled: FittedScaler) =>
      isSummary ? summaryProblem(data, scaled, model) : linearProblem(data, scaled, model);
    const problem = problemOf(scaler);
    const { weightNames } = problem;
    const axes = chooseAxes(weightNames, options.axes);

    const factors = designFactor(problem);
    if (!isSummary && !factors.factor.every(Number.isFinite)) requireFinite(data);
    const fitted = fitOptimum(problem, factors);
    requireFiniteWeights(fitted.weights, weightNames);
    const plane = weightPlane(problem, axes, fitted);
    const columnFactor = pairFactor(factors, axes[0], axes[1]);
    const curvature = fitted.exists ? planeCurvature(plane, columnFactor) : undefined;

    const window = panelWindow(options, plane.optimum);
    const { x, y } = window;
    const around = planeFunction(plane, isQuadratic ? columnFactor : undefined);
    const described = describeDescent(around, problem, curvature, window, fitted.exists, options);
    const isWholeModel = weightNames.length === 2 && !isQuadratic;
    const whole = fitted.exists
      ? modelCurvature(problem, factors, fitted.weights, {
          axes,
          start: start ?? lowCorner(window),
          tolerance: options.tolerance,
          steps: isWholeModel ? described.curvature && stepCount(described.curvature) : undefined,
        })
      : undefined;
    return {
      ...{ weightNames, axes, window, fitted, whole },
      lowest: optimumLoss(plane),
      uncentered: fitted.exists ? uncenteredLoss(problemOf, scaler, model, unpenalised) : undefined,
      z: await lossOf(loss).grid(plane, columnFactor, x, y, onProgress, fillElsewhere),
      described,
    };
  }
}

/**
 * The best loss with the features scaled but not centred, where the scaler centres them and no
 * intercept gives back the constant that the model had in their means; otherwise undefined. Scaling
 * alone changes the best loss only with a penalty.
 *
 * @param problemOf the problem with features scaled so
 * @param unpenalised the best loss of features as they are without a penalty, where it is known
 */
function uncenteredLoss(
  problemOf: (scaler: FittedScaler) => LinearProblem,
  scaler: FittedScaler,
  { intercept, l1, l2 }: Pick<LossOptions, "intercept" | "l1" | "l2">,
  unpenalised: number | undefined,
): number | undefined {
  if (intercept || scaler.center.every((center) => center === 0)) return undefined;
  const isPenalised = l1 > 0 || l2 > 0;
  if (!isPenalised && unpenalised !== undefined) return unpenalised;
  const count = scaler.center.length;
  const problem = problemOf(
    isPenalised ? columnScaler(new Float64Array(count), scaler.scale) : unscaled(count),
  );
  const fitted = fitOptimum(problem, designFactor(problem));
  return fitted.exists ? optimumLoss(weightPlane(problem, [0, 1], fitted)) : undefined;
}
