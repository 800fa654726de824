import type { PairFactor } from "../linalg/triangularFactor.ts";
import { addCompensated } from "../sums.ts";
import { BLOCK_ROWS, columnProduct } from "../linalg/columnProduct.ts";
import { lossOfBlock } from "../losses/lossTraits.ts";
import { axisPenalty, optimumLoss, type WeightPlane } from "../weightPlane.ts";

export type Point = [w1: number, w2: number];

export interface PlaneValue {
  loss: number;
  /** `loss - loss*`, without the cancellation where that is possible. */
  excess: number;
  /** A subgradient at a kink: the one that leaves out what is undecided. */
  gradient: Point;
}

/** What an evaluation costs beside its rows, in rows. */
export const EVALUATION_COST = 100;

/** A loss on the plane of two weights, with what descent needs of it. */
export interface PlaneFunction {
  optimum: Point;
  at(point: Point): PlaneValue;
  /** What one evaluation costs, in table rows read. */
  cost: number;
  /** Whether an l1 penalty holds one of the two weights at zero. */
  hasKinkAtOptimum: boolean;
}

/** @param factor for `mse`, of the two columns: then one evaluation reads no row at all */
export function planeFunction(plane: WeightPlane, factor: PairFactor | undefined): PlaneFunction {
  return factor ? quadraticFunction(plane, factor) : rowFunction(plane);
}

/** `mse` around its optimum: `loss* + |R d|²`, plus what the penalties leave of first order. */
function quadraticFunction(plane: WeightPlane, [r11, r12, r22]: PairFactor): PlaneFunction {
  const { optimum } = plane;
  const { l1, l2 } = plane.problem;
  const lowest = optimumLoss(plane);
  const slope = l1 === 0 ? ([0, 0] as Point) : meanAndSlope(plane, optimum).slope;

  function at([w1, w2]: Point): PlaneValue {
    const d1 = w1 - optimum[0];
    const d2 = w2 - optimum[1];
    const along = r11 * d1 + r12 * d2;
    const across = r22 * d2;
    let excess = along * along + across * across;
    const gradient: Point = [2 * r11 * along, 2 * r12 * along + 2 * r22 * across];
    if (l1 === 0) {
      const [p1, p2] = plane.penalised;
      excess += l2 * (p1 * d1 * d1 + p2 * d2 * d2);
      gradient[0] += 2 * l2 * p1 * d1;
      gradient[1] += 2 * l2 * p2 * d2;
    } else {
      excess += slope[0] * d1 + slope[1] * d2;
      excess += axisPenalty(plane, 0, w1) - axisPenalty(plane, 0, optimum[0]);
      excess += axisPenalty(plane, 1, w2) - axisPenalty(plane, 1, optimum[1]);
      gradient[0] += slope[0] + penaltySlope(plane, 0, w1);
      gradient[1] += slope[1] + penaltySlope(plane, 1, w2);
    }
    return { loss: lowest + excess, excess, gradient };
  }
  return { optimum, at, cost: EVALUATION_COST, hasKinkAtOptimum: isHeldAtZero(plane) };
}

function rowFunction(plane: WeightPlane): PlaneFunction {
  const { optimum } = plane;
  const lowest = optimumLoss(plane);
  function at(point: Point): PlaneValue {
    const [w1, w2] = point;
    const { mean, slope } = meanAndSlope(plane, point);
    const loss = mean + plane.fixedPenalty + axisPenalty(plane, 0, w1) + axisPenalty(plane, 1, w2);
    return {
      loss,
      excess: loss - lowest,
      gradient: [slope[0] + penaltySlope(plane, 0, w1), slope[1] + penaltySlope(plane, 1, w2)],
    };
  }
  return {
    optimum,
    at,
    cost: plane.problem.rowCount + EVALUATION_COST,
    hasKinkAtOptimum: isHeldAtZero(plane),
  };
}

/** Of a block of rows. A descent asks for a point after another: making arrays takes longer than few rows. */
const residuals = new Float64Array(BLOCK_ROWS);
const slopes = new Float64Array(BLOCK_ROWS);

/** The mean over rows and its gradient, without penalties. */
function meanAndSlope(
  { problem, first, second, rest }: WeightPlane,
  [w1, w2]: Point,
): { mean: number; slope: Point } {
  const { point, rowCount } = problem;
  const sums = new Float64Array(3);
  const lost = new Float64Array(3);
  for (let start = 0; start < rowCount; start += BLOCK_ROWS) {
    const count = Math.min(BLOCK_ROWS, rowCount - start);
    for (let t = 0; t < count; t++) {
      const row = start + t;
      residuals[t] = rest[row] - first[row] * w1 - second[row] * w2;
    }
    addCompensated(sums, lost, 0, lossOfBlock(point, residuals, count, slopes));
    addCompensated(sums, lost, 1, -columnProduct(first, start, slopes, 0, count));
    addCompensated(sums, lost, 2, -columnProduct(second, start, slopes, 0, count));
  }
  const [mean, slope1, slope2] = sums.map((sum, k) => (sum + (lost[k] || 0)) / rowCount);
  return { mean, slope: [slope1, slope2] };
}

function penaltySlope(plane: WeightPlane, axis: 0 | 1, value: number): number {
  const { l1, l2 } = plane.problem;
  return plane.penalised[axis] * (2 * l2 * value + l1 * Math.sign(value));
}

function isHeldAtZero({ problem, penalised, optimum }: WeightPlane): boolean {
  return problem.l1 > 0 && optimum.some((weight, k) => penalised[k] === 1 && weight === 0);
}
