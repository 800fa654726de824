import { designFactor } from "./fit/designFactor.ts";
import { fitOptimum } from "./fit/fitOptimum.ts";
import type { LossOptions } from "./linearProblem.ts";
import type { LinearProblem } from "./problem.ts";
import { columnScaler, type FittedScaler } from "./scalers/scaler.ts";
import { optimumLoss, weightPlane } from "./weightPlane.ts";

/**
 * The best loss with the features scaled but not centred, where the scaler centres them and no
 * intercept gives back the constant that the model had in their means; otherwise undefined.
 *
 * @param problemOf the problem with features scaled so
 */
export function uncenteredLoss(
  problemOf: (scaler: FittedScaler) => LinearProblem,
  scaler: FittedScaler,
  { intercept }: Pick<LossOptions, "intercept">,
): number | undefined {
  if (intercept || scaler.center.every((center) => center === 0)) return undefined;
  const uncentered = columnScaler(new Float64Array(scaler.center.length), scaler.scale);
  const problem = problemOf(uncentered);
  const fitted = fitOptimum(problem, designFactor(problem));
  return fitted.exists ? optimumLoss(weightPlane(problem, [0, 1], fitted)) : undefined;
}
