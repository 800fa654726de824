import type { DescentMethod } from "../landscape.ts";
import type { Point } from "./planeFunction.ts";

const FRICTION = 0.9;
const ADAM_FIRST = 0.9;
const ADAM_SECOND = 0.999;
const ADAM_EPSILON = 1e-8;

/** Goes one step from `point`; keeps its own velocity. */
export type Stepper = (point: Point, gradientAt: (point: Point) => Point) => Point;

/**
 * - `gd`: `w - rate g`
 * - `momentum`: Polyak's heavy ball, `v = 0.9 v + g`, `w - rate v`
 * - `nesterov`: the same with the gradient taken where the velocity leads (Sutskever et al., 2013)
 * - `adam`: Kingma and Ba (2015), with their constants 0.9, 0.999 and 1e-8
 */
export function stepper(method: DescentMethod, rate: number): Stepper {
  switch (method) {
    case "gd":
      return (point, gradientAt) => moved(point, gradientAt(point), -rate);
    case "momentum": {
      let velocity: Point = [0, 0];
      return (point, gradientAt) => {
        velocity = moved(gradientAt(point), velocity, FRICTION);
        return moved(point, velocity, -rate);
      };
    }
    case "nesterov": {
      let velocity: Point = [0, 0];
      return (point, gradientAt) => {
        const ahead = moved(point, velocity, -rate * FRICTION);
        velocity = moved(gradientAt(ahead), velocity, FRICTION);
        return moved(point, velocity, -rate);
      };
    }
    case "adam":
      return adam(rate);
  }
}

function adam(rate: number): Stepper {
  const mean: Point = [0, 0];
  const square: Point = [0, 0];
  let meanShare = 1;
  let squareShare = 1;
  return (point, gradientAt) => {
    const gradient = gradientAt(point);
    meanShare *= ADAM_FIRST;
    squareShare *= ADAM_SECOND;
    const next: Point = [...point];
    for (const k of [0, 1]) {
      mean[k] = ADAM_FIRST * mean[k] + (1 - ADAM_FIRST) * gradient[k];
      square[k] = ADAM_SECOND * square[k] + (1 - ADAM_SECOND) * gradient[k] * gradient[k];
      const length = Math.sqrt(square[k] / (1 - squareShare)) + ADAM_EPSILON;
      next[k] -= (rate * (mean[k] / (1 - meanShare))) / length;
    }
    return next;
  };
}

function moved([x, y]: Point, [dx, dy]: Point, share: number): Point {
  return [x + share * dx, y + share * dy];
}
