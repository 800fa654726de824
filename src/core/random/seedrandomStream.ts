import normalDistribution from "@stdlib/random-base-normal";
import seedrandom from "seedrandom";
import type { RandomStream } from "./randomStream.ts";

/** seedrandom's generator, and `@stdlib/random-base-normal` drawing from it. */
export function seedrandomStream(seed: string): RandomStream {
  const generator = seedrandom(seed);
  const uniform = () => generator();
  const normal = normalDistribution.factory(0, 1, { prng: uniform });
  return { uniform, normal };
}
