import type { LinearProblem } from "../problem.ts";
import { dot } from "../sums.ts";
import { conditionedFit, lossAt } from "./changedBasis.ts";
import { collinearity, type DesignFactor } from "./designFactor.ts";
import type { FittedOptimum } from "./fittedOptimum.ts";
import { nonZeroColumns, usefulColumns } from "./standardCoordinates.ts";

/** Beside this share of their length what columns differ by is their rounding, whatever they hold. */
const PLAIN_ROUNDING = 1e-11;

/**
 * The gap of a fit without a penalty that leaves out columns as dependent on others, if what they
 * differ by is no rounding of the columns themselves but that of centres they were shifted by: then
 * the columns as they are may reach a lower loss, and the gap tells how much lower.
 */
export function gapWithDropped(
  problem: LinearProblem,
  factors: DesignFactor,
  { weights, gap }: Pick<FittedOptimum, "weights" | "gap">,
  fit: (problem: LinearProblem, factors: DesignFactor) => FittedOptimum,
): number | undefined {
  if (gap === undefined || collinearity(factors) <= PLAIN_ROUNDING) return gap;
  const kept = usefulColumns(problem, factors);
  const basis = orthonormal(kept.map((k) => withoutFirst(problem, k)));
  const others = nonZeroColumns(factors).filter((k) => !kept.includes(k));
  const different = others.filter((k) => joins(basis, withoutFirst(problem, k)));
  if (different.length === 0) return gap;
  const joint = conditionedFit(problem, [...kept, ...different], fit);
  const loss = lossAt(problem, weights);
  const bound = joint.exists ? lossAt(problem, joint.weights) * (1 - (joint.gap ?? 1)) : 0;
  return loss > 0 ? Math.max(gap, 1 - Math.max(0, bound) / loss) : gap;
}

/** Beside an intercept a column's first value, which that takes up, is taken off without rounding. */
function withoutFirst({ columns, interceptIndex }: LinearProblem, k: number): Float64Array {
  const first = interceptIndex < 0 || k === interceptIndex ? 0 : columns[k][0];
  return columns[k].map((value) => value - first);
}

interface Basis {
  directions: Float64Array[];
  /** The least share of a column that those before it left. */
  narrowest: number;
}

function orthonormal(columns: Float64Array[]): Basis {
  const basis: Basis = { directions: [], narrowest: 1 };
  for (const column of columns) joins(basis, column, true);
  return basis;
}

/** Whether a column has a part of its own beside a basis, which then takes it up. */
function joins(basis: Basis, column: Float64Array, isCounted = false): boolean {
  const before = Math.sqrt(dot(column, column));
  const rest = column.slice();
  for (let pass = 0; pass < 2; pass++) {
    for (const direction of basis.directions) {
      const share = dot(direction, rest);
      for (let row = 0; row < rest.length; row++) rest[row] -= share * direction[row];
    }
  }
  const length = Math.sqrt(dot(rest, rest));
  const noise = (8 * Number.EPSILON * (basis.directions.length + 1)) / basis.narrowest;
  if (!(length > noise * before)) return false;
  basis.directions.push(rest.map((value) => value / length));
  if (isCounted) basis.narrowest = Math.min(basis.narrowest, length / before);
  return true;
}
