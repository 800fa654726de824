import type { LinearProblem } from "../problem.ts";
import { conditionedBasis } from "./conditionedBasis.ts";
import { designFactor, type DesignFactor } from "./designFactor.ts";
import type { FittedOptimum } from "./fittedOptimum.ts";
import { lossOfDigits } from "./lossOfDigits.ts";

/**
 * The optimum of a table whose columns depend on each other but for a few digits, without a penalty:
 * in a basis of twice the digits, in which they are far from dependent. What is left of its gap is
 * that the weights are rounded to doubles.
 *
 * @param kept the columns to use, which must be independent; the others' weights are zero
 * @param fit finds the optimum of a table that is well conditioned
 */
export function conditionedFit(
  problem: LinearProblem,
  kept: number[],
  fit: (problem: LinearProblem, factors: DesignFactor) => FittedOptimum,
): FittedOptimum {
  const basis = conditionedBasis(kept.map((k) => problem.columns[k]));
  const conditioned: LinearProblem = {
    ...problem,
    columns: basis.columns,
    weightNames: basis.columns.map((_, k) => `direction ${k + 1}`),
    interceptIndex: -1,
    shifts: new Float64Array(basis.columns.length),
  };
  const inside = fit(conditioned, designFactor(conditioned));
  const weights = new Float64Array(problem.columns.length);
  const slim = basis.toWeights(inside.weights);
  kept.forEach((k, position) => (weights[k] = slim[position]));
  const lost = lossOfDigits(problem, weights, conditioned, inside.weights);
  const gap = inside.gap === undefined ? undefined : inside.gap + lost;
  return { ...inside, weights, gap, mean: undefined };
}
