import type { Kinks } from "../losses/lossTraits.ts";
import type { LinearProblem } from "../problem.ts";
import { largestMagnitude } from "../extent.ts";
import { conditionedFit, wideFit } from "./changedBasis.ts";
import { gapWithDropped } from "./droppedColumns.ts";
import { designFactor, isWide, leastMeanSquare, type DesignFactor } from "./designFactor.ts";
import type { FittedOptimum } from "./fittedOptimum.ts";
import { kinkedFit, smoothGap } from "./kinkedFit.ts";
import { lassoFit } from "./lassoFit.ts";
import { leastNorm, leastSquares } from "./leastSquares.ts";
import { logisticFit } from "./logisticFit.ts";
import { newtonFit } from "./newtonFit.ts";
import { sparseKinkedFit } from "./sparseKinkedFit.ts";
import { standardCoordinates, usefulColumns } from "./standardCoordinates.ts";

/** From this many rows on a Newton method goes before the interior point, which handles each row. */
const MANY_ROWS = 2000;
const CERTAIN = 1e-12;
const IDLE = 1e-20;

/**
 * The weights of least loss: `mse` without l1 exactly, the others to 1e-10 or better where rounding
 * the weights to doubles allows it; `gap` tells.
 *
 * Where columns depend linearly on each other the slopes are those of least norm. Where a loss with
 * kinks is flat around its optimum for another reason (the median of an even count), the result is
 * a point inside the set of optima, not the one of least norm.
 */
export function fitOptimum(problem: LinearProblem, factors: DesignFactor): FittedOptimum {
  if (problem.l2 > 0 && problem.columns.some((column) => isIdle(column, problem.l2))) {
    const busy = withoutIdle(problem);
    return fitOptimum(busy, designFactor(busy));
  }
  if (problem.l1 > 0) return sparseOptimum(problem, factors);
  if (isWide(factors)) return wideFit(problem, factors, smoothOptimum);
  const fit = smoothOptimum(problem, factors);
  const isSure = problem.l2 > 0 || !fit.exists;
  return isSure ? fit : { ...fit, gap: gapWithDropped(problem, factors, fit, smoothOptimum) };
}

/**
 * Whether a column is so small that its weight, which the l2 penalty holds near zero, changes no
 * digit of the loss, while the ratio of the two would leave the range of a double.
 */
function isIdle(column: Float64Array, l2: number): boolean {
  const largest = largestMagnitude(column);
  return largest > 0 && largest < IDLE * Math.sqrt(l2);
}

function withoutIdle(problem: LinearProblem): LinearProblem {
  const { columns, l2, rowCount } = problem;
  const zeros = new Float64Array(rowCount);
  return { ...problem, columns: columns.map((c) => (isIdle(c, l2) ? zeros : c)) };
}

/** With an l1 penalty, which decides between columns that depend on each other. */
function sparseOptimum(problem: LinearProblem, factors: DesignFactor): FittedOptimum {
  const { loss, delta } = problem;
  const kinks = loss.kinks?.(delta);
  if (kinks) {
    const useful = usefulColumns(problem, factors);
    const fit = isWide(factors)
      ? sparseKinkedFit(problem, kinks, useful)
      : kinkedFit(problem, kinks, useful);
    return { weights: fit.weights, exists: true, unique: fit.unique, gap: fit.gap };
  }
  const fit = loss.fit === "logistic" ? logisticFit(problem) : lassoFit(problem, factors);
  return { weights: fit.weights, exists: true, unique: fit.isUnique, gap: fit.gap };
}

function smoothOptimum(problem: LinearProblem, factors: DesignFactor): FittedOptimum {
  const { loss, l2, point } = problem;
  const squares = leastSquares(problem, factors, l2);
  const isFree = l2 === 0;
  const isIndependent = squares.flat.length === 0;
  if (loss.fit === "squares") {
    if (squares.isFrail && isFree) return inBasis();
    return {
      weights: squares.weights,
      exists: true,
      unique: isIndependent,
      gap: squares.gap,
      mean: l2 === 0 ? leastMeanSquare(factors) : undefined,
    };
  }

  if (loss.fit === "logistic") {
    const { weights, separation, isUnique, gap, mean } = logisticFit(problem);
    if (!separation && gap > CERTAIN && squares.isFrail && isFree) return inBasis();
    return {
      weights: leastNorm(weights, factors, squares.flat),
      exists: separation === undefined,
      unique: separation === undefined && isUnique && isIndependent,
      gap,
      separation,
      mean: isIndependent ? mean : undefined,
    };
  }

  const kinks = loss.kinks?.(problem.delta);
  const isTall = loss.shape === "smooth" && problem.rowCount > MANY_ROWS;
  if (kinks && !isTall) return ofRows(kinks);
  const coordinates = standardCoordinates(problem, factors);
  const fit = newtonFit(coordinates, point, coordinates.toCoordinates(squares.weights));
  const weights = coordinates.toWeights(fit.coordinates);
  if (kinks && !(smoothGap(problem, kinks, weights) < CERTAIN)) return ofRows(kinks);
  return finished(weights, fit.definite, fit.gap);

  function inBasis(): FittedOptimum {
    const fit = conditionedFit(problem, usefulColumns(problem, factors), smoothOptimum);
    return {
      ...fit,
      weights: leastNorm(fit.weights, factors, squares.flat),
      unique: fit.unique && isIndependent,
    };
  }
  function ofRows(kinks: Kinks): FittedOptimum {
    const fit = kinkedFit(problem, kinks, usefulColumns(problem, factors));
    return finished(fit.weights, fit.unique, fit.gap);
  }
  function finished(weights: Float64Array, unique: boolean, gap?: number): FittedOptimum {
    return {
      weights: leastNorm(weights, factors, squares.flat),
      exists: true,
      unique: unique && isIndependent,
      gap,
    };
  }
}
