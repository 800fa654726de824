import { penalty, residuals, type LinearProblem } from "./linearProblem.ts";
import { sum } from "./sums.ts";

/**
 * The loss as a function of two weights, the others fixed:
 * `mean(point(rest - first w1 - second w2)) + l2 (...) + l1 (...) + fixedPenalty`.
 */
export interface WeightPlane {
  problem: LinearProblem;
  /** The indices of the two weights. */
  axes: [number, number];
  first: Float64Array;
  second: Float64Array;
  /** Residuals with both weights zero. */
  rest: Float64Array;
  /** 1 for a weight that is penalised, 0 for the intercept. */
  penalised: [number, number];
  /** Penalty of the weights that stay. */
  fixedPenalty: number;
  /** Where the plane was cut: all weights, those of the axes among them. */
  weights: Float64Array;
}

export function weightPlane(
  problem: LinearProblem,
  axes: [number, number],
  weights: Float64Array,
): WeightPlane {
  const [a, b] = axes;
  return {
    problem,
    axes,
    first: problem.columns[a],
    second: problem.columns[b],
    rest: residuals(problem, weights, axes),
    penalised: [a === problem.interceptIndex ? 0 : 1, b === problem.interceptIndex ? 0 : 1],
    fixedPenalty: penalty(problem, weights, axes),
    weights,
  };
}

/** The penalty that moving weight `axis` (0 or 1) to `value` adds to `fixedPenalty`. */
export function axisPenalty(plane: WeightPlane, axis: 0 | 1, value: number): number {
  const { l1, l2 } = plane.problem;
  return plane.penalised[axis] * (l2 * value * value + l1 * Math.abs(value));
}

/** The loss at a point of the plane. */
export function planeLoss(plane: WeightPlane, w1: number, w2: number): number {
  const { problem, first, second, rest } = plane;
  const values = new Float64Array(problem.rowCount);
  for (let row = 0; row < values.length; row++) {
    values[row] = problem.point.value(rest[row] - first[row] * w1 - second[row] * w2);
  }
  return (
    sum(values) / problem.rowCount +
    plane.fixedPenalty +
    axisPenalty(plane, 0, w1) +
    axisPenalty(plane, 1, w2)
  );
}
