import type { LinearProblem } from "../linearProblem.ts";
import { leastMeanSquare, type DesignFactor } from "./designFactor.ts";
import { kinkedFit } from "./kinkedFit.ts";
import { leastSquares, withoutDirections } from "./leastSquares.ts";
import { newtonFit } from "./newtonFit.ts";
import { standardCoordinates } from "./standardCoordinates.ts";

export interface FittedOptimum {
  weights: Float64Array;
  /** False where the loss falls for ever (separable logistic data): where the search stopped. */
  exists: boolean;
  /** False where other weights reach the same loss. */
  unique: boolean;
  /** At most how far the loss there lies above its minimum, as a share of the loss; where known. */
  gap?: number;
  /** The mean over rows there, without penalties, where the fit knows it. */
  mean?: number;
}

/**
 * The weights of least loss: `mse` without l1 exactly, the others to 1e-10 or better.
 *
 * Where columns depend linearly on each other the slopes are those of least norm. Where a loss with
 * kinks is flat around its optimum for another reason (the median of an even count), the result is
 * a point inside the set of optima, not the one of least norm.
 */
export function fitOptimum(problem: LinearProblem, factors: DesignFactor): FittedOptimum {
  const { lossName, l1, l2, point } = problem;
  const squares = leastSquares(problem, factors, l2);
  const isIndependent = squares.flat.length === 0;
  if (lossName === "mse" && l1 === 0) {
    return {
      weights: squares.weights,
      exists: true,
      unique: isIndependent,
      gap: squares.gap,
      mean: l2 === 0 ? leastMeanSquare(factors) : undefined,
    };
  }

  const coordinates = standardCoordinates(problem, factors);
  const classifies = lossName === "logistic" || lossName === "hinge";
  const start = classifies
    ? new Float64Array(coordinates.columns.length)
    : coordinates.toCoordinates(squares.weights);

  if (lossName === "mae" || lossName === "hinge") {
    const fit = kinkedFit(coordinates, lossName === "mae", start);
    return finished(fit.coordinates, true, fit.unique);
  }
  const canSeparate = lossName === "logistic" && l1 === 0 && l2 === 0;
  const fit = newtonFit(coordinates, point, start, canSeparate);
  return finished(fit.coordinates, fit.exists, fit.exists && fit.definite, fit.gap);

  function finished(
    at: Float64Array,
    exists: boolean,
    unique: boolean,
    gap?: number,
  ): FittedOptimum {
    const weights = coordinates.toWeights(at);
    return {
      weights: l1 === 0 ? ofLeastNorm(weights) : weights,
      exists,
      unique: unique && isIndependent,
      gap,
    };
  }
  /** The slopes of least norm that predict the same; what they lose of the mean, the intercept takes. */
  function ofLeastNorm(weights: Float64Array): Float64Array {
    const { means, slopeCount, hasIntercept } = factors;
    const least = withoutDirections(weights, squares.flat);
    if (hasIntercept) {
      for (let k = 0; k < slopeCount; k++) {
        least[slopeCount] += (weights[k] - least[k]) * means[k];
      }
    }
    return least;
  }
}
