import { anyText } from "../options/texts.ts";
import type { RandomStream, StreamSource } from "./randomStream.ts";

/** seedrandom's generator feeding `@stdlib/random-base-normal`. */
export const seedrandom: StreamSource<string> = { seed: anyText, create: seedrandomStream };

/** seedrandom's generator, and `@stdlib/random-base-normal` drawing from it. */
export async function seedrandomStream(seed: string): Promise<RandomStream> {
  // Loaded only when asked for: stdlib alone is some two hundred modules.
  const [{ default: seedrandom }, { default: normalDistribution }] = await Promise.all([
    import("seedrandom"),
    import("@stdlib/random-base-normal"),
  ]);
  const generator = seedrandom(seed);
  const uniform = () => generator();
  const normal = normalDistribution.factory(0, 1, { prng: uniform });
  return { uniform, normal };
}
