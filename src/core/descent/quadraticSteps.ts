import type { ModelCurvature } from "../landscape.ts";

/** What an eigenvector of the Hessian contributes: its eigenvalue and its share of `loss - loss*` at the start. */
export interface QuadraticPart {
  lambda: number;
  excess: number;
}

/** The step `2 / (smallest + largest)`, exact also where the two lie sixteen digits apart. */
export interface BestRate {
  smallest: number;
  largest: number;
}

/** Steps to the tolerance, and whether the number is an estimate. */
export type StepCount = Pick<ModelCurvature, "stepsToTolerance" | "stepsEstimated">;

/**
 * Steps of gradient descent on a quadratic loss until `loss - loss*` is `target` or less, by formula:
 * in the Hessian's eigenvectors each step multiplies a coordinate by `1 - rate lambda`. `Infinity`
 * where the target is never reached; exact as far as a double can count.
 */
export function quadraticSteps(
  spectrum: readonly QuadraticPart[],
  rate: number | BestRate,
  target: number,
): number {
  const parts = spectrum
    .filter(({ excess }) => excess > 0)
    .map(({ lambda, excess }) => ({ amplitude: excess, logarithm: decay(rate, lambda) }));

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

/** `loss - loss*` after a number of steps of gradient descent on a quadratic loss. */
export function excessAfter(
  spectrum: readonly QuadraticPart[],
  rate: number,
  step: number,
): number {
  return spectrum.reduce((total, { lambda, excess }) => {
    if (step === 0 || excess === 0) return total + excess;
    return total + excess * Math.exp(step * decay(rate, lambda));
  }, 0);
}

/** Logarithm of the factor by which a step multiplies an eigenvector's share of the loss. */
function decay(rate: number | BestRate, lambda: number): number {
  if (typeof rate === "number") {
    const share = rate * lambda;
    return 2 * (share < 1 ? Math.log1p(-share) : Math.log(share - 1));
  }
  const { smallest, largest } = rate;
  const sum = smallest + largest;
  return 2 * Math.log1p((-2 * Math.min(lambda, smallest + (largest - lambda))) / sum);
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

/** Steps of which the last were counted by the Hessian at the optimum. That it never arrives is no estimate. */
export function estimatedSteps(count: number): StepCount {
  return { stepsToTolerance: count, ...(Number.isFinite(count) && { stepsEstimated: true }) };
}
