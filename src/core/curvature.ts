import type { Curvature } from "./landscape.ts";

export type PlaneCurvature = Omit<Curvature, "stepsToTolerance">;

/**
 * Curvature of a loss whose Hessian on the two axes is `2 R'R`, from the singular values of R, so
 * that a small eigenvalue keeps its digits beside a large one.
 *
 * @param factor `[r11, r12, r22]`; `r22 = 0` means collinear
 */
export function planeCurvature([r11, r12, r22]: [number, number, number]): PlaneCurvature {
  const h11 = 2 * r11 * r11;
  const h12 = 2 * r11 * r12;
  const h22 = 2 * (r12 * r12 + r22 * r22);
  const radius = Math.hypot((h11 - h22) / 2, h12);
  const largest = (h11 + h22) / 2 + radius;
  const smallest =
    largest === 0 ? 0 : Math.min(largest, ((2 * r11 * r22) / largest) * (2 * r11 * r22));
  const steepest = Math.atan2(2 * h12, h11 - h22) / 2;
  return {
    eigenvalues: [smallest, largest],
    conditionNumber: smallest === 0 ? Infinity : largest / smallest,
    valley: pointingUp(-Math.sin(steepest), Math.cos(steepest)),
    largestStableRate: 2 / largest,
    bestRate: 2 / (smallest + largest),
  };
}

function pointingUp(x: number, y: number): [number, number] {
  return x < 0 || (x === 0 && y < 0) ? [-x, -y] : [x + 0, y + 0];
}
