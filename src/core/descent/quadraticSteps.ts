import type { PlaneCurvature } from "../curvature.ts";
import type { Point } from "./planeFunction.ts";

/**
 * Steps of gradient descent on a quadratic loss until `loss - loss* <= target`, by formula: in the
 * Hessian's eigenvectors each step multiplies a coordinate by `1 - rate lambda`. `Infinity` where
 * the target is never reached; exact as far as a double can count.
 *
 * @param from the start, relative to the optimum
 */
export function quadraticSteps(
  { eigenvalues, valley }: PlaneCurvature,
  rate: number,
  from: Point,
  target: number,
): number {
  const alongValley = valley[0] * from[0] + valley[1] * from[1];
  const acrossValley = valley[0] * from[1] - valley[1] * from[0];
  const parts = [
    decay(eigenvalues[0], rate, alongValley),
    decay(eigenvalues[1], rate, acrossValley),
  ].filter(({ amplitude }) => amplitude > 0);

  /** `loss - loss*` after k steps. */
  function excess(k: number): number {
    let total = 0;
    for (const { amplitude, logarithm } of parts) {
      total += k === 0 ? amplitude : amplitude * Math.exp(k * logarithm);
    }
    return total;
  }

  if (excess(0) <= target) return 0;
  const reached = parts.some(({ logarithm }) => logarithm > 0)
    ? lowestStep(excess)
    : somewhereBelow(excess, target);
  return excess(reached) <= target ? firstBelow(excess, target, reached) : Infinity;
}

/** An eigenvector's share of the loss: `amplitude exp(k logarithm)` after k steps. */
function decay(lambda: number, rate: number, coordinate: number) {
  const share = rate * lambda;
  return {
    amplitude: 0.5 * lambda * coordinate * coordinate,
    logarithm: 2 * (share < 1 ? Math.log1p(-share) : Math.log(share - 1)),
  };
}

function somewhereBelow(excess: (k: number) => number, target: number): number {
  let k = 1;
  while (excess(k) > target && k < 1e300) k *= 2;
  return k;
}

/** Where one share grows the sum is convex in k; this is its lowest step. */
function lowestStep(excess: (k: number) => number): number {
  let high = 1;
  while (excess(2 * high) < excess(high)) high *= 2;
  let low = Math.floor(high / 2);
  high *= 2;
  for (;;) {
    const middle = Math.floor(low + (high - low) / 2);
    if (middle <= low || middle >= high) break;
    if (excess(middle) <= excess(middle + 1)) high = middle;
    else low = middle;
  }
  return excess(low) <= excess(high) ? low : high;
}

function firstBelow(excess: (k: number) => number, target: number, reached: number): number {
  let above = 0;
  let below = reached;
  for (;;) {
    const middle = Math.floor(above + (below - above) / 2);
    if (middle <= above || middle >= below) return below;
    if (excess(middle) <= target) below = middle;
    else above = middle;
  }
}
