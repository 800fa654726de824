import type { LinearProblem } from "../problem.ts";
import type { Kinks } from "../losses/lossTraits.ts";
import { dot } from "../sums.ts";
import { kinkedFit, type KinkedFit } from "./kinkedFit.ts";

const MAX_ROUNDS = 100;
/** A column whose slope exceeds the penalty by this share of it is taken up, … */
const FEASIBLE = 1e-13;
/** … and one whose slope stays below this share is let go. */
const SLACK = 0.9;

/**
 * `kinkedFit` with an l1 penalty for many more columns than rows: only few weights differ from zero,
 * so that it is solved for some columns, and those whose slope at zero exceeds the penalty join
 * them until there is none.
 *
 * Source: column generation; Dantzig and Wolfe, Operations Research 8 (1960).
 *
 * @param candidates the slopes' columns to use
 */
export function sparseKinkedFit(
  problem: LinearProblem,
  kinks: Kinks,
  candidates: number[],
): KinkedFit {
  const { interceptIndex, rowCount, columns, l1 } = problem;
  const bound = (rowCount * l1) / kinks.steepness;
  const joining = Math.max(10, rowCount >> 1);
  const always = interceptIndex < 0 ? [] : [interceptIndex];
  const slopesOnly = candidates.filter((k) => k !== interceptIndex);
  let chosen: number[] = [];
  for (let round = 0; ; round++) {
    const fit = kinkedFit(problem, kinks, [...chosen, ...always]);
    const slopes = new Map<number, number>();
    for (const k of slopesOnly) slopes.set(k, Math.abs(dot(columns[k], fit.multipliers)) / bound);
    const slopeOf = (k: number) => slopes.get(k) ?? 0;
    const isChosen = new Set(chosen);
    const others = slopesOnly
      .filter((k) => !isChosen.has(k))
      .sort((a, b) => slopeOf(b) - slopeOf(a));
    const steepest = others.length > 0 ? slopeOf(others[0]) : 0;
    if (steepest <= 1 + FEASIBLE || round === MAX_ROUNDS) {
      // Multipliers divided by the steepest slope are feasible, and their value falls by no more.
      const gap = fit.gap + Math.max(0, 1 - 1 / Math.max(1, steepest));
      return { ...fit, gap, unique: fit.unique && steepest < 1 - 1e-9 };
    }
    const joined = others.filter((k) => slopeOf(k) > 1 + FEASIBLE).slice(0, joining);
    chosen = [...chosen.filter((k) => slopeOf(k) > SLACK), ...joined].sort((a, b) => a - b);
  }
}
