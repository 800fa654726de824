import { automaticRate, moved, type DescentMethodSpec } from "./method.ts";

/** `w - rate g`. By itself it takes the best constant step, `2 / (lambdaMin + lambdaMax)`. */
export const gd: DescentMethodSpec = {
  label: "gradient descent",
  isPlain: true,
  stepper: (rate) => (point, gradientAt) => moved(point, gradientAt(point), -rate),
  automaticRate: (context) => automaticRate(context, ({ bestRate }) => bestRate),
};
