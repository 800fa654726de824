import { triangularFactor, type PairFactor } from "../linalg/triangularFactor.ts";
import { largestMagnitude } from "../extent.ts";
import { rowMoments } from "../fit/rowMoments.ts";
import { powerOfTwoNear } from "../fit/designFactor.ts";
import { exactResiduals } from "../linalg/exactResiduals.ts";
import { sum } from "../sums.ts";
import { axisPenalty, type WeightPlane } from "../weightPlane.ts";

/** Terms of `|R d|` may be this many times the root of the least loss and keep their digits. */
const HARMLESS = 1000;

/**
 * Mean squared error on a grid in O(n + G²), exactly: around the optimum, whose gradient is zero,
 * `loss(w) = loss* + |R (w - w*)|²`.
 *
 * Where the least loss is small beside the terms of the square (an almost perfect fit, an optimum far
 * outside the window, features far from zero), and with penalties, it is read from the R of the two
 * columns and the residuals at the lowest grid point: a sum of squares, so that nothing cancels and
 * nothing is below zero.
 *
 * @param x the first axis' weights, ascending
 * @param y the second axis' weights, ascending
 * @returns row by row, `z[i * x.length + j]` at `(x[j], y[i])`
 */
export function mseGrid(
  plane: WeightPlane,
  factor: PairFactor,
  x: Float64Array,
  y: Float64Array,
): Float64Array {
  const { optimum, optimumMean, problem } = plane;
  const isPenalised = problem.l1 > 0 || problem.l2 > 0;
  if (!isPenalised && reach(plane, factor, x, y) <= HARMLESS * Math.sqrt(optimumMean)) {
    return squaresGrid(plane, aroundOptimum(factor, optimumMean), optimum, x, y);
  }
  const gradient = isPenalised ? gradientAtOptimum(plane) : ([0, 0] as const);
  const anchor = lowestPoint(gradient, factor, optimum, x, y);
  return squaresGrid(plane, aroundPoint(plane, anchor), anchor, x, y);
}

/** `mean square at anchor + d = sum over s of (squares[s]·(d1, d2, 1))² + least`. */
interface Squares {
  squares: [d1: number, d2: number, constant: number][];
  least: number;
}

function aroundOptimum([r11, r12, r22]: PairFactor, least: number): Squares {
  return {
    squares: [
      [r11, r12, 0],
      [0, r22, 0],
    ],
    least,
  };
}

/** From the R of a constant, the two centred columns and the residuals at the point. */
function aroundPoint(plane: WeightPlane, anchor: [number, number]): Squares {
  const { first, second, problem, axes } = plane;
  const { rowCount } = problem;
  const weights = plane.weights.slice();
  axes.forEach((k, axis) => {
    weights[k] = anchor[axis];
  });
  const rest = exactResiduals(problem.columns, problem.offset, weights);
  const columns = [first, second, rest];
  const centers = [sum(first) / rowCount, sum(second) / rowCount, 0];
  const units = columns.map((column) => powerOfTwoNear(largestMagnitude(column)));
  const factor = triangularFactor(4, rowCount, (block, stride, start, count) => {
    block.fill(1, 0, count);
    columns.forEach((column, j) => {
      const to = (j + 1) * stride;
      for (let t = 0; t < count; t++) block[to + t] = (column[start + t] - centers[j]) / units[j];
    });
  });
  const root = Math.sqrt(rowCount);
  const element = (i: number, j: number) => (factor[i + (j + 1) * 4] / root) * units[j];
  const constant = factor[0] / root;
  return {
    squares: [
      [
        -element(0, 0) - constant * centers[0],
        -element(0, 1) - constant * centers[1],
        element(0, 2),
      ],
      [-element(1, 0), -element(1, 1), element(1, 2)],
      [0, -element(2, 1), element(2, 2)],
    ],
    least: element(3, 2) ** 2,
  };
}

function squaresGrid(
  plane: WeightPlane,
  { squares, least }: Squares,
  anchor: [number, number],
  x: Float64Array,
  y: Float64Array,
): Float64Array {
  const columnCount = x.length;
  const [leading, ...others] = squares;
  const sloped = others.filter(([slope]) => slope !== 0);
  const level = others.filter(([slope]) => slope === 0);
  const leadingTerm = x.map((w1) => leading[0] * (w1 - anchor[0]));
  const terms = sloped.map(([slope]) => x.map((w1) => slope * (w1 - anchor[0])));
  const columnRest = x.map((w1) => axisPenalty(plane, 0, w1));
  const z = new Float64Array(columnCount * y.length);
  for (let i = 0; i < y.length; i++) {
    const d2 = y[i] - anchor[1];
    let rowRest = axisPenalty(plane, 1, y[i]) + (plane.fixedPenalty + least);
    for (const [, slope, constant] of level) rowRest += (slope * d2 + constant) ** 2;
    const start = i * columnCount;
    const shift = leading[1] * d2 + leading[2];
    for (let j = 0; j < columnCount; j++) {
      const term = leadingTerm[j] + shift;
      z[start + j] = term * term + (columnRest[j] + rowRest);
    }
    for (const [s, [, slope, constant]] of sloped.entries()) {
      addSquares(z, start, terms[s], slope * d2 + constant);
    }
  }
  return z;
}

function addSquares(z: Float64Array, start: number, terms: Float64Array, shift: number): void {
  for (let j = 0; j < terms.length; j++) {
    const term = terms[j] + shift;
    z[start + j] += term * term;
  }
}

/** A bound of the terms that a residual consists of, wherever in the window. */
function reach(plane: WeightPlane, factor: PairFactor, x: Float64Array, y: Float64Array): number {
  const { optimum, axes, weights, problem } = plane;
  const [r11, r12, r22] = factor;
  const reach1 = farthest(x, optimum[0]);
  const reach2 = farthest(y, optimum[1]);
  let total = Math.abs(r11) * reach1 + (Math.abs(r12) + Math.abs(r22)) * reach2;
  problem.columns.forEach((column, k) => {
    if (axes.includes(k) || weights[k] === 0) return;
    total += largestMagnitude(column) * Math.abs(weights[k]);
  });
  return total;
}

/** Bounds both the distance from the optimum and the size of the weights: both are rounded. */
function farthest(axis: Float64Array, optimum: number): number {
  return 2 * Math.abs(optimum) + Math.max(Math.abs(axis[0]), Math.abs(axis[axis.length - 1]));
}

function gradientAtOptimum({ first, second, rest, optimum }: WeightPlane): [number, number] {
  const { products } = rowMoments([first, second], rest, optimum);
  return [(-2 * products[0]) / rest.length, (-2 * products[1]) / rest.length];
}

/** The grid point of least squared error: for each grid row the two points beside its minimum. */
function lowestPoint(
  gradient: readonly [number, number],
  [r11, r12, r22]: PairFactor,
  optimum: [number, number],
  x: Float64Array,
  y: Float64Array,
): [number, number] {
  let lowest = Infinity;
  let best: [number, number] = [x[0], y[0]];
  for (const w2 of y) {
    const d2 = w2 - optimum[1];
    const bottom = r11 === 0 ? 0 : -(gradient[0] / (2 * r11) + r12 * d2) / r11;
    const beside = firstAtLeast(x, optimum[0] + bottom);
    for (const j of [beside - 1, beside]) {
      const w1 = x[Math.max(0, Math.min(x.length - 1, j))];
      const d1 = w1 - optimum[0];
      const rise =
        gradient[0] * d1 + gradient[1] * d2 + (r11 * d1 + r12 * d2) ** 2 + (r22 * d2) ** 2;
      if (rise < lowest) {
        lowest = rise;
        best = [w1, w2];
      }
    }
  }
  return best;
}

/** Index of the first value not below `bound`; `values.length` where there is none. */
function firstAtLeast(values: Float64Array, bound: number): number {
  let low = 0;
  let high = values.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (values[middle] < bound) low = middle + 1;
    else high = middle;
  }
  return low;
}
