import { adamRate } from "../adamRate.ts";
import type { Point } from "../planeFunction.ts";
import type { DescentMethodSpec, Stepper } from "./method.ts";

const FIRST = 0.9;
const SECOND = 0.999;
const EPSILON = 1e-8;

/** Kingma and Ba (2015), with their constants; by itself the round rate that arrives soonest. */
export const adam: DescentMethodSpec = {
  label: "Adam",
  stepper,
  automaticRate: ({ plane, start, tolerance }) => adamRate(plane, stepper, start, tolerance),
};

function stepper(rate: number): Stepper {
  const mean: Point = [0, 0];
  const square: Point = [0, 0];
  let meanShare = 1;
  let squareShare = 1;
  return (point, gradientAt) => {
    const gradient = gradientAt(point);
    meanShare *= FIRST;
    squareShare *= SECOND;
    const next: Point = [...point];
    for (const k of [0, 1]) {
      mean[k] = FIRST * mean[k] + (1 - FIRST) * gradient[k];
      square[k] = SECOND * square[k] + (1 - SECOND) * gradient[k] * gradient[k];
      const length = Math.sqrt(square[k] / (1 - squareShare)) + EPSILON;
      next[k] -= (rate * (mean[k] / (1 - meanShare))) / length;
    }
    return next;
  };
}
