import { InputError } from "../errors.ts";
import { numpyStream } from "./numpyStream.ts";

export interface RandomStream {
  /** The next draw from [0, 1). */
  uniform(): number;
  /** The next draw from the standard normal distribution. */
  normal(): number;
}

export const RANDOM_STREAM_NAMES = ["numpy", "seedrandom"] as const;
export type RandomStreamName = (typeof RANDOM_STREAM_NAMES)[number];

/**
 * A reproducible stream of random numbers.
 *
 * @param seed for `numpy` a whole number from 0 to 2^32 - 1, for `seedrandom` any string
 * @throws InputError where `numpy` is given another seed
 */
export async function createRandomStream(
  name: RandomStreamName,
  seed: string,
): Promise<RandomStream> {
  if (name === "seedrandom") {
    // Loaded only when asked for: stdlib alone is some two hundred modules.
    const { seedrandomStream } = await import("./seedrandomStream.ts");
    return seedrandomStream(seed);
  }
  const number = Number(seed);
  if (!/^\d+$/.test(seed) || number > 0xffffffff) {
    throw new InputError(
      `--seed ${seed}: expected a whole number from 0 to 4294967295 (any text with --rng seedrandom)`,
    );
  }
  return numpyStream(number);
}
