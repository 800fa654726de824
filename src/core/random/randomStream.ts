import type { Kind } from "../options/kind.ts";

export interface RandomStream {
  /** The next draw from [0, 1). */
  uniform(): number;
  /** The next draw from the standard normal distribution. */
  normal(): number;
}

/** A source of reproducible random numbers. */
export interface StreamSource<Seed> {
  /** What its seed may be. */
  seed: Kind<Seed>;
  create(seed: Seed): RandomStream | Promise<RandomStream>;
}
