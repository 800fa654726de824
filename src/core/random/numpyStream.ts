import { wholeNumber } from "../options/numbers.ts";
import type { RandomStream, StreamSource } from "./randomStream.ts";

export const numpy: StreamSource<number> = {
  seed: wholeNumber(0, 2 ** 32 - 1),
  create: numpyStream,
};

const STATE_LENGTH = 624;
const MIDDLE = 397;

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

/**
 * The 32-bit words of MT19937, started by Knuth's initialiser (`init_genrand`).
 *
 * Source: Matsumoto and Nishimura, "Mersenne Twister", ACM TOMACS 8 (1998).
 *
 * @param seed whole number from 0 to 2^32 - 1
 */
function mersenneTwister(seed: number): () => number {
  const state = new Uint32Array(STATE_LENGTH);
  state[0] = seed;
  for (let i = 1; i < STATE_LENGTH; i++) {
    const previous = state[i - 1] ^ (state[i - 1] >>> 30);
    state[i] = Math.imul(1812433253, previous) + i;
  }
  let position = STATE_LENGTH;

  return function nextWord() {
    if (position === STATE_LENGTH) {
      twist(state);
      position = 0;
    }
    let word = state[position++];
    word ^= word >>> 11;
    word ^= (word << 7) & 0x9d2c5680;
    word ^= (word << 15) & 0xefc60000;
    word ^= word >>> 18;
    return word >>> 0;
  };
}

function twist(state: Uint32Array): void {
  for (let i = 0; i < STATE_LENGTH; i++) {
    const next = i + 1 < STATE_LENGTH ? i + 1 : 0;
    const across = i + MIDDLE < STATE_LENGTH ? i + MIDDLE : i + MIDDLE - STATE_LENGTH;
    const mixed = (state[i] & 0x80000000) | (state[next] & 0x7fffffff);
    state[i] = state[across] ^ (mixed >>> 1) ^ (mixed & 1 ? 0x9908b0df : 0);
  }
}
