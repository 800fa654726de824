import { automaticRate, moved, type DescentMethodSpec } from "./method.ts";
import type { Point } from "../planeFunction.ts";

const FRICTION = 0.9;

/**
 * Momentum with the gradient taken where the velocity leads (Sutskever et al., 2013). By itself its
 * rate is `1 / lambdaMax`: with this friction the best one of gradient descent would diverge in a
 * trough.
 */
export const nesterov: DescentMethodSpec = {
  label: "Nesterov's accelerated descent",
  stepper(rate) {
    let velocity: Point = [0, 0];
    return (point, gradientAt) => {
      const ahead = moved(point, velocity, -rate * FRICTION);
      velocity = moved(gradientAt(ahead), velocity, FRICTION);
      return moved(point, velocity, -rate);
    };
  },
  automaticRate: (context) => automaticRate(context, ({ eigenvalues }) => 1 / eigenvalues[1]),
};
