import { exactResiduals } from "../linalg/exactResiduals.ts";
import type { LinearProblem } from "../problem.ts";
import { penalty } from "../penalty.ts";
import { sum } from "../sums.ts";
import { designFactor, type DesignFactor } from "./designFactor.ts";
import type { FittedOptimum } from "./fittedOptimum.ts";
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
  const gap = inside.gap === undefined ? undefined : inside.gap + lossOfDigits();
  return { ...inside, weights, unique: inside.unique && l2 > 0, gap, mean: undefined };

  /** What rounding the weights costs, as a share of the loss. */
  function lossOfDigits(): number {
    const loss = lossAt(problem, weights);
    const excess = loss - lossAt(narrow, inside.weights);
    const zero = lossAt(problem, new Float64Array(columns.length));
    const rounding = Math.max(4 * Number.EPSILON * zero, roundingAt(problem, weights));
    return excess <= rounding ? 0 : excess / loss;
  }
}

function lossAt(problem: LinearProblem, weights: Float64Array): number {
  const { columns, offset, rowCount, point } = problem;
  const values = exactResiduals(columns, offset, weights).map((rest) => point.value(rest));
  return sum(values) / rowCount + penalty(problem, weights);
}

/** The loss that residuals have which are nothing but the rounding of their terms. */
function roundingAt(problem: LinearProblem, weights: Float64Array): number {
  const { columns, offset, rowCount, point } = problem;
  const terms = offset.map(Math.abs);
  columns.forEach((column, k) => {
    for (let row = 0; row < rowCount; row++) terms[row] += Math.abs(column[row] * weights[k]);
  });
  const values = terms.map((size) => point.value(4 * Number.EPSILON * size) - point.value(0));
  return sum(values) / rowCount;
}
