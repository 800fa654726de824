import { type LinearProblem, penalty } from "../problem.ts";
import { conditionedBasis } from "./conditionedBasis.ts";
import { designFactor, type DesignFactor } from "./designFactor.ts";
import type { FittedOptimum } from "./fittedOptimum.ts";
import { centredRowSpace, combined } from "./rowSpace.ts";
import { exactResiduals } from "../linalg/exactResiduals.ts";
import { sum } from "../sums.ts";

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

/** The share of the loss of zero weights below which rounding may be all that is left. */
export const NO_LOSS = 1e-13;

/**
 * What rounding costs, as a share of the loss, where weights of a problem are rounded from those of
 * the same problem in other coordinates.
 */
function lossOfDigits(
  problem: LinearProblem,
  weights: Float64Array,
  inCoordinates: LinearProblem,
  coordinates: Float64Array,
): number {
  const loss = lossAt(problem, weights);
  const excess = loss - lossAt(inCoordinates, coordinates);
  const zero = lossAt(problem, new Float64Array(weights.length));
  const isExact = loss <= NO_LOSS * zero && loss <= roundingAt(problem, weights);
  return isExact || excess <= 4 * Number.EPSILON * zero ? 0 : excess / loss;
}

export function lossAt(problem: LinearProblem, weights: Float64Array): number {
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
