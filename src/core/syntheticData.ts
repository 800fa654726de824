import type { Dataset } from "./dataset.ts";
import type { RandomStream } from "./random/randomStream.ts";

export interface SyntheticOptions {
  /** Rows to draw. */
  samples: number;
  /** Feature `f` is uniform on [0, scales[f]). */
  scales: [number, number];
  /** The weights that make the target. */
  weights: [number, number];
  /** Standard deviation of the noise in the target. */
  noise: number;
}

/**
 * The tutorial's data: two uniform features, drawn row by row, and
 * `y = w1 x1 + w2 x2 + noise * normal`, whose normals are drawn after all features.
 */
export function makeSyntheticData(
  { samples, scales, weights, noise }: SyntheticOptions,
  stream: RandomStream,
): Dataset {
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
  };
}
