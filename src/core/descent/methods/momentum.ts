import { automaticRate, moved, type DescentMethodSpec } from "./method.ts";
import type { Point } from "../planeFunction.ts";

const FRICTION = 0.9;

/** Polyak's heavy ball: `v = 0.9 v + g`, `w - rate v`; the rate is that of gradient descent. */
export const momentum: DescentMethodSpec = {
  label: "gradient descent with momentum",
  stepper(rate) {
    let velocity: Point = [0, 0];
    return (point, gradientAt) => {
      velocity = moved(gradientAt(point), velocity, FRICTION);
      return moved(point, velocity, -rate);
    };
  },
  automaticRate: (context) => automaticRate(context, ({ bestRate }) => bestRate),
};
