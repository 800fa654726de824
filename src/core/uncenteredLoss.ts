import type { Dataset } from "./dataset.ts";
import { designFactor } from "./fit/designFactor.ts";
import { fitOptimum } from "./fit/fitOptimum.ts";
import { linearProblem, type LossOptions } from "./linearProblem.ts";
import { columnScaler, type FittedScaler } from "./scalers/columnScaler.ts";
import { optimumLoss, weightPlane } from "./weightPlane.ts";

/**
 * The best loss with the features scaled but not centred, where the scaler centres them and no
 * intercept gives back the constant that the model had in their means; otherwise undefined.
 */
export function uncenteredLoss(
  dataset: Dataset,
  scaler: FittedScaler,
  options: LossOptions,
): number | undefined {
  if (options.intercept || scaler.center.every((center) => center === 0)) return undefined;
  const uncentered = columnScaler(
    scaler.name,
    new Float64Array(scaler.center.length),
    scaler.scale,
  );
  const problem = linearProblem(dataset, uncentered, options);
  const fitted = fitOptimum(problem, designFactor(problem));
  return fitted.exists ? optimumLoss(weightPlane(problem, [0, 1], fitted)) : undefined;
}
