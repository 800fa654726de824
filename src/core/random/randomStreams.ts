import { readValue } from "../options/table.ts";
import { choiceOf } from "../options/texts.ts";
import { numpy } from "./numpyStream.ts";
import type { RandomStream, StreamSource } from "./randomStream.ts";
import { seedrandom } from "./seedrandomStream.ts";

export const RANDOM_STREAMS = { numpy, seedrandom };
export type RandomStreamName = keyof typeof RANDOM_STREAMS;

const NAME = choiceOf(RANDOM_STREAMS);

/**
 * A reproducible stream of random numbers.
 *
 * @param seed for `numpy` a whole number from 0 to 2^32 - 1, for `seedrandom` any string
 * @throws InputError where the name is none of `RANDOM_STREAMS`, or the seed none of the stream's
 */
export async function createRandomStream(
  name: RandomStreamName,
  seed: string | number,
): Promise<RandomStream> {
  const source: StreamSource<unknown> = RANDOM_STREAMS[readValue("rng", NAME, name)];
  return source.create(readValue("seed", source.seed, seed));
}
