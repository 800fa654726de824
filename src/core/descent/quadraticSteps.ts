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
  { eigenvalues: [smallest, largest], valley }: PlaneCurvature,
  rate: number,
  from: Point,
  target: number,
): number {
  const alongValley = valley[0] * from[0] + valley[1] * from[1];
  const acrossValley = -valley[1] * from[0] + valley[0] * from[1];
  const slow = decay(smallest, rate, alongValley);
  const fast = decay(largest, rate, acrossValley);
  const excess = (k: number) => slow(k) + fast(k);
  if (excess(0) <= target) return 0;

  // A sum of two exponentials in k is convex: it is below the target on one stretch of k at most.
  let reached = 1;
  while (excess(reached) > target) {
    if (excess(2 * reached) >= excess(reached)) {
      const turn = lowestBetween(excess, Math.floor(reached / 2), 2 * reached);
      if (!(excess(turn) <= target)) return Infinity;
      reached = turn;
      break;
    }
    reached *= 2;
  }
  return firstBelow(excess, target, reached);
}

/** `lambda c²/2 (1 - rate lambda)^(2k)` as a function of k. */
function decay(lambda: number, rate: number, coordinate: number): (k: number) => number {
  const amplitude = 0.5 * lambda * coordinate * coordinate;
  if (amplitude === 0) return () => 0;
  const share = rate * lambda;
  const logarithm = 2 * (share < 1 ? Math.log1p(-share) : Math.log(share - 1));
  return (k) => (k === 0 ? amplitude : amplitude * Math.exp(k * logarithm));
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

function lowestBetween(excess: (k: number) => number, first: number, last: number): number {
  let low = first;
  let high = last;
  while (high - low > 1) {
    const middle = Math.floor(low + (high - low) / 2);
    if (middle <= low || middle >= high) break;
    if (excess(middle) <= excess(middle + 1)) high = middle;
    else low = middle;
  }
  return excess(low) <= excess(high) ? low : high;
}
