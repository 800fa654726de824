import type { LinearProblem } from "../problem.ts";
import { designFactor, type DesignFactor } from "./designFactor.ts";
import type { FittedOptimum } from "./fittedOptimum.ts";
import { lossOfDigits } from "./lossOfDigits.ts";
import { centredRowSpace, combined } from "./rowSpace.ts";

/**
 * The optimum of a table with more columns than rows, without an l1 penalty: in as many directions
 * of the weights as there are rows. Of all optima it has the slopes of least norm.
 *
 * @param fit finds the optimum of a table that is not wide
 */
export function wideFit(
  problem: LinearProblem,
  factors: DesignFactor,
  fit: (problem: LinearProblem, factors: DesignFactor) => FittedOptimum,
): FittedOptimum {
  const { interceptIndex, l2, columns } = problem;
  const { slopeCount, means } = factors;
  const { directions, problem: narrow } = centredRowSpace(problem, factors);
  const inside = fit(narrow, designFactor(narrow));

  const weights = new Float64Array(columns.length);
  if (directions.length > 0) weights.set(combined(directions, inside.weights));
  if (interceptIndex >= 0) {
    weights[interceptIndex] = inside.weights[directions.length];
    for (let k = 0; k < slopeCount; k++) weights[interceptIndex] -= means[k] * weights[k];
  }
  const lost = lossOfDigits(problem, weights, narrow, inside.weights);
  const gap = inside.gap === undefined ? undefined : inside.gap + lost;
  return { ...inside, weights, unique: inside.unique && l2 > 0, gap, mean: undefined };
}
