import type { Kinks } from "../losses/lossTraits.ts";
import type { LinearProblem } from "../problem.ts";
import { leastMeanSquare, type DesignFactor } from "./designFactor.ts";
import { kinkedFit, smoothGap } from "./kinkedFit.ts";
import { leastSquares, withoutDirections } from "./leastSquares.ts";
import { logisticFit } from "./logisticFit.ts";
import { newtonFit } from "./newtonFit.ts";
import type { Separation } from "./separation.ts";
import { standardCoordinates, usefulColumns } from "./standardCoordinates.ts";

export interface FittedOptimum {
  weights: Float64Array;
  /** False where the loss falls for ever (separable logistic data): where the search stopped. */
  exists: boolean;
  /** False where other weights reach the same loss. */
  unique: boolean;
  /** At most how far the loss there lies above its minimum, as a share of the loss; where known. */
  gap?: number;
  /** Where it does not exist: how many rows are separated, how many on the edge. */
  separation?: Separation;
  /** The mean over rows there, without penalties, where the fit knows it. */
  mean?: number;
}

/** From this many rows on a Newton method goes before the interior point, which handles each row. */
const MANY_ROWS = 2000;
const CERTAIN = 1e-12;

/**
 * The weights of least loss: `mse` without l1 exactly, the others to 1e-10 or better where rounding
 * the weights to doubles allows it; `gap` tells.
 *
 * Where columns depend linearly on each other the slopes are those of least norm. Where a loss with
 * kinks is flat around its optimum for another reason (the median of an even count), the result is
 * a point inside the set of optima, not the one of least norm.
 */
export function fitOptimum(problem: LinearProblem, factors: DesignFactor): FittedOptimum {
  const { loss, l1, l2, point } = problem;
  const squares = leastSquares(problem, factors, l2);
  const isIndependent = squares.flat.length === 0;
  if (loss.fit === "squares" && l1 === 0) {
    return {
      weights: squares.weights,
      exists: true,
      unique: isIndependent,
      gap: squares.gap,
      mean: l2 === 0 ? leastMeanSquare(factors) : undefined,
    };
  }

  if (loss.fit === "logistic") {
    const { weights, separation, isUnique, gap } = logisticFit(problem);
    return {
      weights: l1 === 0 ? ofLeastNorm(weights) : weights,
      exists: separation === undefined,
      unique: separation === undefined && isUnique && (isIndependent || l1 > 0),
      gap,
      separation,
    };
  }

  const kinks = loss.kinks?.(problem.delta);
  const isTall = loss.shape === "smooth" && l1 === 0 && problem.rowCount > MANY_ROWS;
  if (kinks && !isTall) return ofRows(kinks);
  const coordinates = standardCoordinates(problem, factors);
  const fit = newtonFit(coordinates, point, coordinates.toCoordinates(squares.weights));
  const weights = coordinates.toWeights(fit.coordinates);
  if (kinks && !(smoothGap(problem, kinks, weights) < CERTAIN)) return ofRows(kinks);
  return finished(weights, fit.definite, fit.gap);

  function ofRows(kinks: Kinks): FittedOptimum {
    const fit = kinkedFit(problem, kinks, usefulColumns(problem, factors));
    return finished(fit.weights, fit.unique, fit.gap);
  }
  function finished(weights: Float64Array, unique: boolean, gap?: number): FittedOptimum {
    return {
      weights: l1 === 0 ? ofLeastNorm(weights) : weights,
      exists: true,
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
