import type { PairFactor } from "../curvature.ts";
import { rowMoments } from "../fit/rowMoments.ts";
import { axisPenalty, type WeightPlane } from "../weightPlane.ts";

/**
 * Mean squared error on a grid in O(n + G²), exactly:
 * `loss(w) = loss(a) + gradient(a)·(w - a) + |R (w - a)|²`.
 *
 * The anchor `a` is the optimum, whose gradient is zero. Where the least loss is small beside the
 * terms of the square (an almost perfect fit, an optimum far outside the window), it is the lowest
 * point of the grid: there no term can be much larger than their sum, so nothing cancels, and the
 * anchor's own loss is the plain sum over rows.
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
  const [r11, r12, r22] = factor;
  const { anchor, loss, gradient } = chooseAnchor(plane, factor, x, y);

  const columnCount = x.length;
  const columnTerm = x.map((w1) => r11 * (w1 - anchor[0]));
  const columnRest = x.map((w1) => gradient[0] * (w1 - anchor[0]) + axisPenalty(plane, 0, w1));
  const z = new Float64Array(columnCount * y.length);
  for (let i = 0; i < y.length; i++) {
    const d2 = y[i] - anchor[1];
    const rowTerm = r12 * d2;
    const rowRest =
      (r22 * d2) ** 2 +
      gradient[1] * d2 +
      axisPenalty(plane, 1, y[i]) +
      (plane.fixedPenalty + loss);
    const start = i * columnCount;
    for (let j = 0; j < columnCount; j++) {
      const sloped = columnTerm[j] + rowTerm;
      z[start + j] = sloped * sloped + (columnRest[j] + rowRest);
    }
  }
  return z;
}

interface Anchor {
  anchor: [number, number];
  /** Mean squared error there, without penalties. */
  loss: number;
  gradient: [number, number];
}

/** Terms of `|R d|` may be this many times the root of the least loss and keep their digits. */
const HARMLESS = 1000;

function chooseAnchor(
  plane: WeightPlane,
  factor: PairFactor,
  x: Float64Array,
  y: Float64Array,
): Anchor {
  const { optimum, optimumMean, problem } = plane;
  const [r11, r12, r22] = factor;
  const isPenalised = problem.l1 > 0 || problem.l2 > 0;
  const reach1 = farthest(x, optimum[0]);
  const reach2 = farthest(y, optimum[1]);
  const largest = Math.abs(r11) * reach1 + (Math.abs(r12) + Math.abs(r22)) * reach2;
  if (!isPenalised && largest <= HARMLESS * Math.sqrt(optimumMean)) {
    return { anchor: optimum, loss: optimumMean, gradient: [0, 0] };
  }
  const { gradient } = isPenalised ? anchoredAt(plane, optimum) : { gradient: [0, 0] as const };
  return anchoredAt(plane, lowestPoint(gradient, factor, optimum, x, y));
}

/** Bounds both the distance from the optimum and the size of the weights: both are rounded. */
function farthest(axis: Float64Array, optimum: number): number {
  return 2 * Math.abs(optimum) + Math.max(Math.abs(axis[0]), Math.abs(axis[axis.length - 1]));
}

function anchoredAt({ first, second, rest }: WeightPlane, anchor: [number, number]): Anchor {
  const { squares, products } = rowMoments([first, second], rest, anchor);
  const rowCount = rest.length;
  return {
    anchor,
    loss: squares / rowCount,
    gradient: [(-2 * products[0]) / rowCount, (-2 * products[1]) / rowCount],
  };
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
