import { AdaptivePlan } from "../../../src/core/sampling/adaptivePlan.ts";
import { interpolateSamples } from "../../../src/core/sampling/interpolateSamples.ts";
import { rangeOf, toScale, type SamplingScale } from "../../../src/core/sampling/samplingScale.ts";
import { triangulate } from "../../../src/core/sampling/triangulation.ts";

export type Surface = (x: number, y: number) => number;

/** A surface over a square of `count` x `count` points, row by row. */
export function gridOf(surface: Surface, low: number, high: number, count = 51): Float64Array {
  const at = (k: number) => low + ((high - low) * k) / (count - 1);
  return Float64Array.from({ length: count * count }, (_, index) =>
    surface(at(index % count), at(Math.floor(index / count))),
  );
}

export interface SamplingOutcome {
  evaluated: number;
  estimate: number;
  /** Largest true error as a fraction of the range. */
  largest: number;
  /** Share of the interpolated points whose true error is at most the estimate. */
  covered: number;
}

/** Samples a square grid of known losses and compares every interpolated point with the truth. */
export function sample(
  losses: Float64Array,
  accuracy: number,
  scale: SamplingScale = "linear",
  budget = Infinity,
): SamplingOutcome {
  const count = Math.sqrt(losses.length);
  const plan = new AdaptivePlan({ columnCount: count, rowCount: count, accuracy, budget, scale });
  for (let round = plan.nextRound(); round.length > 0; round = plan.nextRound()) {
    plan.answer(round.map((index) => [losses[index]]));
  }
  const vertices = Uint32Array.from(plan.answers.keys()).sort();
  const truth = losses.map((loss) => toScale(loss, scale));
  const range = rangeOf(truth) || 1;
  const { values } = interpolateSamples(
    triangulate(vertices, count, count),
    Float64Array.from(vertices, (index) => truth[index]),
    count,
  );
  let largest = 0;
  let covered = 0;
  let interpolated = 0;
  truth.forEach((value, index) => {
    if (plan.answers.has(index)) return;
    interpolated++;
    const bothHoles = Number.isNaN(value) && Number.isNaN(values[index]);
    const difference = Math.abs(value - values[index]) / range;
    const error = bothHoles ? 0 : Number.isNaN(difference) ? Infinity : difference;
    largest = Math.max(largest, error);
    if (error <= plan.estimate) covered++;
  });
  return {
    evaluated: plan.answers.size,
    estimate: plan.estimate,
    largest,
    covered: interpolated === 0 ? 1 : covered / interpolated,
  };
}
