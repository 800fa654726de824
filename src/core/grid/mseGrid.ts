import type { PairFactor } from "../curvature.ts";
import { axisPenalty, type WeightPlane } from "../weightPlane.ts";
import { sum } from "../sums.ts";

/**
 * Mean squared error on a grid in O(n + G²), exactly:
 * `loss(w) = loss(a) + gradient(a)·(w - a) + |R (w - a)|²`.
 *
 * The anchor `a` is the lowest point of the grid. There no term can be much larger than their sum,
 * so nothing cancels, neither at an almost perfect fit nor far from the optimum; and the anchor's
 * own loss is the plain sum over rows.
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
  const optimum: [number, number] = [plane.weights[plane.axes[0]], plane.weights[plane.axes[1]]];
  const around = anchored(plane, optimum);
  const anchor = lowestPoint(around, factor, optimum, x, y);
  const { loss, gradient } = anchored(plane, anchor);

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

interface Anchored {
  /** Mean squared error, without penalties. */
  loss: number;
  gradient: [number, number];
}

function anchored({ first, second, rest }: WeightPlane, [w1, w2]: [number, number]): Anchored {
  const rowCount = rest.length;
  const block = 512;
  const blockCount = Math.ceil(rowCount / block);
  const squares = new Float64Array(blockCount);
  const firsts = new Float64Array(blockCount);
  const seconds = new Float64Array(blockCount);
  for (let k = 0; k < blockCount; k++) {
    const end = Math.min((k + 1) * block, rowCount);
    let square = 0;
    let alongFirst = 0;
    let alongSecond = 0;
    for (let row = k * block; row < end; row++) {
      const a = first[row];
      const b = second[row];
      const residual = rest[row] - a * w1 - b * w2;
      square += residual * residual;
      alongFirst += a * residual;
      alongSecond += b * residual;
    }
    squares[k] = square;
    firsts[k] = alongFirst;
    seconds[k] = alongSecond;
  }
  return {
    loss: sum(squares) / rowCount,
    gradient: [(-2 * sum(firsts)) / rowCount, (-2 * sum(seconds)) / rowCount],
  };
}

/** The grid point of least squared error: for each grid row the two points beside its minimum. */
function lowestPoint(
  { gradient }: Anchored,
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
