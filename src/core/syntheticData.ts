import type { Dataset } from "./dataset.ts";
import { nonNegativeNumber, numberPair, wholeNumber } from "./options/numbers.ts";
import {
  inGroup,
  option,
  usual,
  readValue,
  recordOptions,
  resolveOptions,
  type GivenOf,
  type OptionsOf,
} from "./options/table.ts";
import { anyText, choiceOf, namesOf } from "./options/texts.ts";
import { RANDOM_STREAMS, createRandomStream } from "./random/randomStreams.ts";
import type { StreamSource } from "./random/randomStream.ts";
import { anyOf } from "./wording.ts";

/** The tutorial's data: a second feature a hundred times as large as the first. */
export const SYNTHETIC_OPTIONS = inGroup("Data", {
  samples: option(wholeNumber(1, 10_000_000), "rows of synthetic data", { default: 100 }),
  seed: usual(option(anyText, "seed of the synthetic data", { argument: "S", default: "0" })),
  rng: option(choiceOf(RANDOM_STREAMS), `random stream: ${anyOf(namesOf(RANDOM_STREAMS))}`, {
    default: "numpy",
  }),
  scales: usual(option(numberPair, "range of each synthetic feature", { default: [1, 100] })),
  weights: option(numberPair, "weights that made y", { default: [3, 0.1] }),
  noise: option(nonNegativeNumber, "standard deviation of the noise in y", {
    argument: "SD",
    default: 2,
  }),
});

export type SyntheticOptions = OptionsOf<typeof SYNTHETIC_OPTIONS>;
export type SyntheticGiven = GivenOf<typeof SYNTHETIC_OPTIONS>;

/**
 * The tutorial's data: two features, uniform on [0, scale), drawn row by row, and
 * `y = w1 x1 + w2 x2 + noise * normal`, whose normals are drawn after all features.
 *
 * @throws InputError where an option is wrong
 */
export async function makeSyntheticData(given: SyntheticGiven = {}): Promise<Dataset> {
  const options = resolveOptions(SYNTHETIC_OPTIONS, given);
  const { samples, scales, weights, noise } = options;
  const stream = await createRandomStream(options.rng, options.seed);
  const x1 = new Float64Array(samples);
  const x2 = new Float64Array(samples);
  const target = new Float64Array(samples);
  for (let row = 0; row < samples; row++) {
    x1[row] = stream.uniform() * scales[0];
    x2[row] = stream.uniform() * scales[1];
  }
  for (let row = 0; row < samples; row++) {
    target[row] = weights[0] * x1[row] + weights[1] * x2[row] + stream.normal() * noise;
  }
  return {
    featureNames: ["x1", "x2"],
    targetName: "y",
    rowCount: samples,
    columns: [x1, x2],
    target,
    weightLabels: ["Weight 1", "Weight 2"],
    hasUsualWindow: true,
  };
}

/**
 * The options as plain JSON.
 *
 * @throws InputError where the seed is none of the stream's
 */
export function recordSyntheticOptions(options: SyntheticOptions): Record<string, unknown> {
  return { ...recordOptions(SYNTHETIC_OPTIONS, options), seed: seedOf(options) };
}

/** @throws InputError where the seed is none of the stream's */
export function checkSyntheticOptions(options: SyntheticOptions): void {
  seedOf(options);
}

function seedOf({ rng, seed }: SyntheticOptions): unknown {
  const source: StreamSource<unknown> = RANDOM_STREAMS[rng];
  return readValue("seed", source.seed, seed);
}
