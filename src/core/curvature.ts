import { foldRows, triangularFactor, type PairFactor } from "./linalg/triangularFactor.ts";
import type { StepCount } from "./descent/quadraticSteps.ts";
import type { Curvature } from "./landscape.ts";
import type { WeightPlane } from "./weightPlane.ts";

export type PlaneCurvature = Omit<Curvature, keyof StepCount>;

/**
 * Curvature of a loss whose Hessian on the two axes is `2 R'R`, from the singular values of R, so
 * that a small eigenvalue keeps its digits beside a large one.
 */
export function curvatureOf([r11, r12, r22]: PairFactor): PlaneCurvature {
  const h11 = 2 * r11 * r11;
  const h12 = 2 * r11 * r12;
  const h22 = 2 * (r12 * r12 + r22 * r22);
  const radius = Math.hypot((h11 - h22) / 2, h12);
  const largest = (h11 + h22) / 2 + radius;
  const product = 2 * r11 * r22;
  const smallest = largest === 0 ? 0 : Math.min(largest, (product / largest) * product);
  return {
    eigenvalues: [smallest, largest],
    conditionNumber: smallest === 0 ? Infinity : largest / smallest,
    valley: flattestDirection(h11, h12, h22),
    largestStableRate: 2 / largest,
    bestRate: 2 / ((smallest || largest) + largest),
  };
}

/**
 * Curvature of the whole loss, penalties included, where the plane was cut; undefined for losses
 * with kinks. The l1 penalty bends nowhere.
 *
 * @param columnFactor of the plane's two columns, `mean((first d1 + second d2)²) = |R d|²`
 */
export function planeCurvature(
  plane: WeightPlane,
  columnFactor: PairFactor,
): PlaneCurvature | undefined {
  const { loss, l2 } = plane.problem;
  if (loss.shape === "kinked") return undefined;
  const factor = loss.shape === "quadratic" ? columnFactor : weightedFactor(plane);
  return curvatureOf(withPenalty(factor, plane.penalised, l2));
}

/** R of the plane's columns times `sqrt(point''(residual) / (2 n))`. */
function weightedFactor({ problem, first, second, rest, optimum }: WeightPlane): PairFactor {
  const { point, rowCount } = problem;
  const [w1, w2] = optimum;
  const factor = triangularFactor(2, rowCount, (block, stride, start, count) => {
    for (let t = 0; t < count; t++) {
      const a = first[start + t];
      const b = second[start + t];
      const bend = point.curvature(rest[start + t] - a * w1 - b * w2);
      const weight = Math.sqrt(bend / (2 * rowCount));
      block[t] = weight * a;
      block[stride + t] = weight * b;
    }
  });
  const [r11, , r12, r22] = factor;
  const rounding = Number.EPSILON * (24 + Math.sqrt(rowCount));
  return [r11, r12, Math.abs(r22) <= rounding * Math.hypot(r12, r22) ? 0 : r22];
}

export function withPenalty(
  [r11, r12, r22]: PairFactor,
  [p1, p2]: [number, number],
  l2: number,
): PairFactor {
  if (l2 === 0) return [r11, r12, r22];
  const factor = Float64Array.of(r11, 0, r12, r22);
  foldRows(factor, 2, Float64Array.of(p1 * Math.sqrt(l2), 0, 0, p2 * Math.sqrt(l2)), 2, 2);
  return [factor[0], factor[2], factor[3]];
}

/** Unit eigenvector of the smaller eigenvalue, its first component not negative. */
function flattestDirection(h11: number, h12: number, h22: number): [number, number] {
  if (h12 === 0) return h11 <= h22 ? [1, 0] : [0, 1];
  const steepest = Math.atan2(2 * h12, h11 - h22) / 2;
  const [x, y] = [-Math.sin(steepest), Math.cos(steepest)];
  return x < 0 ? [-x, -y] : [x, y];
}
