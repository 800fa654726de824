import { exactResiduals } from "../linalg/exactResiduals.ts";
import type { LinearProblem } from "../problem.ts";
import { penalty } from "../penalty.ts";
import { sum } from "../sums.ts";

/** The share of the loss of zero weights below which rounding may be all that is left. */
export const NO_LOSS = 1e-13;

/**
 * What rounding costs, as a share of the loss, where weights of a problem are rounded from those of
 * the same problem in other coordinates.
 */
export function lossOfDigits(
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
