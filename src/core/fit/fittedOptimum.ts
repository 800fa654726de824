import type { Separation } from "./separation.ts";

export interface FittedOptimum {
  weights: Float64Array;
  /** False where the loss falls for ever (separable logistic data): where the search stopped. */
  exists: boolean;
  /** False where other weights reach the same loss. */
  unique: boolean;
  /** At most how far the loss there lies above its minimum, as a share of the loss; where known. */
  gap?: number;
  /** Where it does not exist: how many rows are separated, how many on the edge. */
  separation?: Separation;
  /** The mean over rows there, without penalties, where the fit knows it. */
  mean?: number;
}
