/** Below this `log(1 + u)` comes from its series, because `1 + u` would round u away. */
export const SMALL = 1e-3;

/** Taylor's series, to the last digit for u below a thousandth. */
export function logarithmOfOnePlus(u: number): number {
  return u * (1 - u * (1 / 2 - u * (1 / 3 - u * (1 / 4 - u / 5))));
}
