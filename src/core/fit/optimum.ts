import type { LinearProblem } from "../linearProblem.ts";
import type { DesignFactor } from "./designFactor.ts";
import { leastSquares } from "./leastSquares.ts";

export interface FittedOptimum {
  weights: Float64Array;
  /** False where the loss falls for ever. */
  exists: boolean;
  unique: boolean;
}

/** The weights of least loss. */
export function fitOptimum(problem: LinearProblem, factors: DesignFactor): FittedOptimum {
  if (problem.lossName === "mse" && problem.l1 === 0) {
    const { weights, flat } = leastSquares(problem, factors, problem.l2);
    return { weights, exists: true, unique: flat.length === 0 };
  }
  throw new Error(`no optimum for ${problem.lossName} yet`);
}
