import type { LandscapeOptions } from "./core/computeLandscapes.ts";
import type { SyntheticOptions } from "./core/syntheticData.ts";

/** The tutorial's data: a second feature a hundred times as large as the first. */
export const DEFAULT_DATA: SyntheticOptions = {
  samples: 100,
  scales: [1, 100],
  weights: [3, 0.1],
  noise: 2,
};

/** The tutorial's two landscapes, before and after a StandardScaler. */
export const DEFAULT_LANDSCAPES: LandscapeOptions = {
  intercept: false,
  scalers: ["none", "standard"],
  loss: "mse",
  delta: 1,
  l1: 0,
  l2: 0,
  window: "fixed",
  w1: { min: -1, max: 5, count: 50 },
  w2: { min: -1, max: 0.5, count: 50 },
  synthetic: true,
};
