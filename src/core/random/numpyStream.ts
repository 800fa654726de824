import { wholeNumber } from "../options/numbers.ts";
import { mersenneTwister } from "./mersenneTwister.ts";
import type { RandomStream, StreamSource } from "./randomStream.ts";

export const numpy: StreamSource<number> = {
  seed: wholeNumber(0, 2 ** 32 - 1),
  create: numpyStream,
};

/**
 * NumPy's legacy stream (`np.random.seed`, `rand`, `randn`): uniforms of 53 bits, equal to NumPy's
 * to the last bit; normals by Marsaglia's polar method with the second value of a pair kept for the
 * next draw, equal but for the rounding of `Math.log`.
 *
 * @param seed whole number from 0 to 2^32 - 1
 */
export function numpyStream(seed: number): RandomStream {
  const nextWord = mersenneTwister(seed);
  let kept: number | undefined;

  function uniform(): number {
    const high = nextWord() >>> 5;
    const low = nextWord() >>> 6;
    return (high * 67108864 + low) / 9007199254740992;
  }

  function normal(): number {
    if (kept !== undefined) {
      const value = kept;
      kept = undefined;
      return value;
    }
    let first, second, squaredRadius;
    do {
      first = 2 * uniform() - 1;
      second = 2 * uniform() - 1;
      squaredRadius = first * first + second * second;
    } while (squaredRadius >= 1 || squaredRadius === 0);
    const factor = Math.sqrt((-2 * Math.log(squaredRadius)) / squaredRadius);
    kept = factor * first;
    return factor * second;
  }

  return { uniform, normal };
}
