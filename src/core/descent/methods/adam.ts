import type { Point, PlaneFunction } from "../planeFunction.ts";
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

/** Table rows that trying one rate may read. */
const TRIAL_COST = 3e6;
const MOST_STEPS = 20_000;
const FEWEST_STEPS = 50;
/** Rates are tried between these shares of the way: a longer step may hit the optimum by luck. */
const LARGEST_SHARE = 0.1;
const SMALLEST_SHARE = 1e-3;

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

/**
 * The round rate (1, 2 or 5 times a power of ten) with which Adam arrives in the fewest steps from
 * `start`. Its steps have about the length of the rate, so those between a thousandth and a tenth of
 * the longer coordinate of the way to the optimum are tried. Where none arrives within a bounded
 * effort: the one that comes nearest.
 */
export function adamRate(
  plane: PlaneFunction,
  stepper: (rate: number) => Stepper,
  start: Point,
  tolerance: number,
): number {
  const way = Math.max(...plane.optimum.map((place, axis) => Math.abs(place - start[axis])));
  if (!(SMALLEST_SHARE * way > 0 && Number.isFinite(way))) return 1;
  const target = tolerance * plane.at(start).excess;
  let best = { rate: NaN, steps: trialSteps(plane), excess: Infinity };
  for (const rate of roundRates(SMALLEST_SHARE * way, LARGEST_SHARE * way)) {
    const trial = tryRate(plane, stepper(rate), start, target, best.steps);
    const isFaster = trial.steps < best.steps;
    const isNearer = trial.steps === best.steps && trial.excess < best.excess;
    if (Number.isNaN(best.rate) || isFaster || isNearer) best = { rate, ...trial };
  }
  return best.rate;
}

function trialSteps({ cost }: PlaneFunction): number {
  return Math.min(MOST_STEPS, Math.max(FEWEST_STEPS, Math.floor(TRIAL_COST / cost)));
}

/** From high to low: `1`, `0.5`, `0.2`, `0.1`, … as decimal notation rounds them. */
function roundRates(lowest: number, highest: number): number[] {
  const rates: number[] = [];
  for (let exponent = Math.floor(Math.log10(highest)); ; exponent--) {
    for (const digit of [5, 2, 1]) {
      const rate = Number(`${digit}e${exponent}`);
      if (rate < lowest) return rates;
      if (rate <= highest) rates.push(rate);
    }
  }
}

/** Steps until the excess is `target` or less, `mostSteps` where it is not, and the least excess met. */
function tryRate(
  plane: PlaneFunction,
  step: Stepper,
  start: Point,
  target: number,
  mostSteps: number,
): { steps: number; excess: number } {
  const gradientAt = (point: Point) => plane.at(point).gradient;
  let point = start;
  let least = Infinity;
  for (let taken = 1; taken <= mostSteps; taken++) {
    point = step(point, gradientAt);
    const { excess } = plane.at(point);
    if (excess <= target) return { steps: taken, excess };
    if (excess < least) least = excess;
  }
  return { steps: mostSteps, excess: least };
}
