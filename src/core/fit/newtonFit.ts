import { solveInPlace } from "../linalg/solve.ts";
import type { PointLoss } from "../losses/lossTraits.ts";
import { dot, sum } from "../sums.ts";
import type { StandardCoordinates } from "./standardCoordinates.ts";

export interface NewtonFit {
  coordinates: Float64Array;
  /** Whether the Hessian there is positive definite. */
  definite: boolean;
  /** What one more step would gain by the quadratic model, as a share of the loss; where it bends. */
  gap?: number;
}

const MAX_STEPS = 200;
const POLISHING_STEPS = 3;

/**
 * The least value of a smooth convex loss with an l2 penalty, by Newton steps with a line search.
 * Where the Hessian is singular or the step has to be cut hard (huber with few residuals inside delta), a share of the
 * curvature of a quadratic that lies above the loss is added: all of it always descends.
 *
 * Sources: Boyd and Vandenberghe, Convex Optimization, 9.5; for the majorant, Huber and Ronchetti, Robust Statistics, 7.8.
 */
export function newtonFit(
  coordinates: StandardCoordinates,
  point: PointLoss,
  start: Float64Array,
): NewtonFit {
  const { offset } = coordinates;
  const negligible = 1e-30 * meanValue(offset, point);
  let at: Float64Array = start.slice();
  let rest: Float64Array = restAt(coordinates, at);
  let loss = lossOf(coordinates, point, at, rest);
  let cautious = false;
  let damping = 1;

  for (let step = 0, polished = 0; step < MAX_STEPS; step++) {
    const gradient = gradientAt(coordinates, point, at, rest);
    let hessian = hessianAt(coordinates, rest, point.curvature);
    const isDamped = cautious || !newtonStep(hessian, gradient);
    if (isDamped) hessian = hessianAt(coordinates, rest, dampedCurvature(point, damping));
    const move = newtonStep(hessian, gradient);
    if (!move) break;
    const descent = dotSmall(gradient, move);

    if (-descent <= 1e-13 * loss + negligible) {
      at = plus(at, move, 1);
      rest = restAt(coordinates, at);
      loss = lossOf(coordinates, point, at, rest);
      cautious = false;
      if (++polished >= POLISHING_STEPS) break;
      continue;
    }

    let length = 1;
    let next = plus(at, move, length);
    let nextRest = restAt(coordinates, next);
    let nextLoss = lossOf(coordinates, point, next, nextRest);
    while (!(nextLoss <= loss + 1e-4 * length * descent) && length > 1e-12) {
      length /= 2;
      next = plus(at, move, length);
      nextRest = restAt(coordinates, next);
      nextLoss = lossOf(coordinates, point, next, nextRest);
    }
    if (!(nextLoss < loss)) {
      if (cautious && damping === 1) break;
      cautious = true;
      damping = 1;
      continue;
    }
    if (isDamped) damping = length === 1 ? Math.max(damping / 10, 1e-8) : 1;
    cautious = length < 1 / 8 && !cautious;
    at = next;
    rest = nextRest;
    loss = nextLoss;
  }

  const final = hessianAt(coordinates, rest, point.curvature);
  const gradient = gradientAt(coordinates, point, at, rest);
  const move = newtonStep(final, gradient);
  if (!move) return { coordinates: at, definite: false };
  return {
    coordinates: at,
    definite: true,
    gap: Math.max(0, -dotSmall(gradient, move)) / (loss || 1),
  };
}

/**
 * The loss's own curvature plus a share of that of the parabola that touches the loss at `r` and
 * `-r` and lies above it.
 */
function dampedCurvature(point: PointLoss, damping: number): (residual: number) => number {
  return (residual) => {
    const own = point.curvature(residual);
    const above = Math.abs(point.slope(residual) / residual) || own;
    return own + damping * Math.max(0, above - own);
  };
}

function newtonStep(hessian: Float64Array, gradient: Float64Array): Float64Array | undefined {
  const move = gradient.map((value) => -value);
  return solveInPlace(hessian.slice(), move) ? move : undefined;
}

function restAt(
  { columns, offset }: Pick<StandardCoordinates, "columns" | "offset">,
  at: Float64Array,
): Float64Array {
  const rest = offset.slice();
  columns.forEach((column, k) => {
    const coordinate = at[k];
    for (let row = 0; row < rest.length; row++) rest[row] -= column[row] * coordinate;
  });
  return rest;
}

function meanValue(rest: Float64Array, point: PointLoss): number {
  const values = new Float64Array(rest.length);
  for (let row = 0; row < rest.length; row++) values[row] = point.value(rest[row]);
  return sum(values) / rest.length;
}

function lossOf(
  { l2 }: StandardCoordinates,
  point: PointLoss,
  at: Float64Array,
  rest: Float64Array,
): number {
  return at.reduce((total, value, k) => total + l2[k] * value * value, meanValue(rest, point));
}

function gradientAt(
  { columns, l2, rowCount }: StandardCoordinates,
  point: PointLoss,
  at: Float64Array,
  rest: Float64Array,
): Float64Array {
  const slopes = new Float64Array(rowCount);
  for (let row = 0; row < rowCount; row++) slopes[row] = point.slope(rest[row]);
  return at.map((value, k) => 2 * l2[k] * value - dot(columns[k], slopes) / rowCount);
}

function hessianAt(
  { columns, l2, rowCount }: StandardCoordinates,
  rest: Float64Array,
  curvature: (residual: number) => number,
): Float64Array {
  const size = columns.length;
  const bends = new Float64Array(rowCount);
  for (let row = 0; row < rowCount; row++) bends[row] = curvature(rest[row]);
  const weighted = new Float64Array(rowCount);
  const hessian = new Float64Array(size * size);
  for (let j = 0; j < size; j++) {
    const column = columns[j];
    for (let row = 0; row < rowCount; row++) weighted[row] = bends[row] * column[row];
    for (let k = 0; k <= j; k++) {
      const element = dot(weighted, columns[k]) / rowCount;
      hessian[j * size + k] = element;
      hessian[k * size + j] = element;
    }
    hessian[j * size + j] += 2 * l2[j];
  }
  return hessian;
}

function dotSmall(a: Float64Array, b: Float64Array): number {
  return a.reduce((total, value, k) => total + value * b[k], 0);
}

function plus(a: Float64Array, b: Float64Array, share: number): Float64Array {
  return a.map((value, k) => value + share * b[k]);
}
