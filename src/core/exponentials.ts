/** Steps in which a power of two is read from tables. */
const STEPS = 64;
const PER_STEP = STEPS / Math.LN2;
/** `ln 2 / 64` in two parts, so that a count of steps times the first is exact. */
const STEP = 0.010830424695086549;
const STEP_REST = 1.162596423439437e-12;
/** Adding it rounds to a whole number. */
const ROUNDER = 1.5 * 2 ** 52;
/** From here on the result is zero. */
const FARTHEST = 746;

/** Powers of a half with fractions of 64 as exponents, and with whole ones as far as they go. */
interface Tables {
  fractions: Float64Array;
  powers: Float64Array;
}

let tables: Tables | undefined;

/** Made when they are first needed: most runs of the program do without. */
function makeTables(): Tables {
  return {
    fractions: Float64Array.from({ length: STEPS }, (_, k) => 2 ** (-k / STEPS)),
    powers: Float64Array.from({ length: 1077 }, (_, k) => 2 ** -k),
  };
}

/**
 * Writes `exp(-|values[t]|)` for each `t < count`, to about one unit in the last place; without a
 * call or a branch a value.
 *
 * Source: Tang, ACM Trans. Math. Softw. 15 (1989).
 */
export function fallingExponentials(values: Float64Array, count: number, into: Float64Array): void {
  tables ??= makeTables();
  const { fractions, powers } = tables;
  for (let t = 0; t < count; t++) {
    const distance = Math.min(Math.abs(values[t]), FARTHEST);
    const stepCount = distance * PER_STEP + ROUNDER - ROUNDER;
    const steps = stepCount | 0;
    const rest = stepCount * STEP - distance + stepCount * STEP_REST;
    const cubic = rest * (1 / 6 + rest * (1 / 24 + rest * (1 / 120)));
    const series = rest * (1 + rest * (1 / 2 + cubic));
    const power = fractions[steps & (STEPS - 1)];
    into[t] = (power + power * series) * powers[steps >> 6];
  }
}

/** Below this `log(1 + u)` comes from its series, because `1 + u` would round u away. */
export const SMALL = 1e-3;

/** Taylor's series, to the last digit for u below a thousandth. */
export function logarithmOfOnePlus(u: number): number {
  return u * (1 - u * (1 / 2 - u * (1 / 3 - u * (1 / 4 - u / 5))));
}
