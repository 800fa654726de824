import type { FittedOptimum } from "./fit/fittedOptimum.ts";
import { exactResiduals } from "./linalg/exactResiduals.ts";
import { type LinearProblem, penalty } from "./problem.ts";
import { sum } from "./sums.ts";

/**
 * The loss as a function of two weights, the others fixed:
 * `mean(point(rest - first w1 - second w2)) + l2 (...) + l1 (...) + fixedPenalty`.
 */
export interface WeightPlane {
  problem: LinearProblem;
  /** The indices of the two weights. */
  axes: [number, number];
  /** Of the optimum, all of them. */
  weights: Float64Array;
  first: Float64Array;
  second: Float64Array;
  /** Residuals with both weights zero. */
  rest: Float64Array;
  /** 1 for a weight that is penalised, 0 for the intercept. */
  penalised: [number, number];
  /** Penalty of the weights that stay. */
  fixedPenalty: number;
  /** Where the plane was cut: the two weights of the optimum. */
  optimum: [w1: number, w2: number];
  /** The mean over rows at the optimum, without penalties. */
  optimumMean: number;
}

export function weightPlane(
  problem: LinearProblem,
  axes: [number, number],
  { weights, mean }: Pick<FittedOptimum, "weights" | "mean">,
): WeightPlane {
  const [a, b] = axes;
  const plane = {
    problem,
    axes,
    weights,
    first: problem.columns[a],
    second: problem.columns[b],
    rest: restWithout(problem, weights, axes),
    penalised: [a, b].map((k) => (k === problem.interceptIndex ? 0 : 1)) as [number, number],
    fixedPenalty: penalty(problem, weights, axes),
    optimum: [weights[a], weights[b]] as [number, number],
    optimumMean: 0,
  };
  return { ...plane, optimumMean: mean ?? meanAt(problem, weights) };
}

/** The penalty that moving weight `axis` (0 or 1) to `value` adds to `fixedPenalty`. */
export function axisPenalty(plane: WeightPlane, axis: 0 | 1, value: number): number {
  const { l1, l2 } = plane.problem;
  return plane.penalised[axis] * (l2 * value * value + l1 * Math.abs(value));
}

/** The loss at the optimum. */
export function optimumLoss(plane: WeightPlane): number {
  const [w1, w2] = plane.optimum;
  return (
    plane.optimumMean + plane.fixedPenalty + axisPenalty(plane, 0, w1) + axisPenalty(plane, 1, w2)
  );
}

/** The mean over rows that the weights have, with residuals that are rounded once. */
function meanAt(
  { columns, offset, rowCount, point }: LinearProblem,
  weights: Float64Array,
): number {
  const values = exactResiduals(columns, offset, weights);
  for (let row = 0; row < rowCount; row++) values[row] = point.value(values[row]);
  return sum(values) / rowCount;
}

/** Residuals with the weights of both axes zero; not a copy where no other weight counts. */
function restWithout(
  { columns, offset }: LinearProblem,
  weights: Float64Array,
  axes: [number, number],
): Float64Array {
  let rest = offset;
  columns.forEach((column, k) => {
    const weight = weights[k];
    if (weight === 0 || axes.includes(k)) return;
    if (rest === offset) rest = offset.slice();
    for (let row = 0; row < rest.length; row++) rest[row] -= column[row] * weight;
  });
  return rest;
}

/** Turns sums over rows into losses, in place: the mean, plus the penalties at each grid point. */
export function penalizedGrid(
  sums: Float64Array,
  plane: WeightPlane,
  x: Float64Array,
  y: Float64Array,
): Float64Array {
  const { rowCount } = plane.problem;
  const columnPenalty = x.map((w1) => axisPenalty(plane, 0, w1));
  for (let i = 0; i < y.length; i++) {
    const rowPenalty = axisPenalty(plane, 1, y[i]) + plane.fixedPenalty;
    const start = i * x.length;
    for (let j = 0; j < x.length; j++) {
      sums[start + j] = sums[start + j] / rowCount + (columnPenalty[j] + rowPenalty);
    }
  }
  return sums;
}
