import type { LinearProblem } from "./problem.ts";

/** The penalties at `weights`; weights whose index is in `except` count as zero. */
export function penalty(
  { l1, l2, interceptIndex }: Pick<LinearProblem, "l1" | "l2" | "interceptIndex">,
  weights: ArrayLike<number>,
  except: readonly number[] = [],
): number {
  let total = 0;
  for (let k = 0; k < weights.length; k++) {
    if (k === interceptIndex || except.includes(k)) continue;
    total += l2 * weights[k] * weights[k] + l1 * Math.abs(weights[k]);
  }
  return total;
}
