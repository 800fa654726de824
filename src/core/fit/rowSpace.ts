import type { LinearProblem } from "../problem.ts";
import { dot } from "../sums.ts";
import type { DesignFactor } from "./designFactor.ts";

/**
 * The weights of a wide table that its rows can tell apart: slopes `sum_i v[i] directions[i]`, of
 * which there are no more than rows. The rest of the weights neither changes a residual nor, at its
 * best, adds to a sum of squares.
 */
export interface RowSpace {
  /** Orthonormal, of the slopes. */
  directions: Float64Array[];
  /** The problem in the coordinates v and, as before, the intercept. */
  problem: LinearProblem;
}

/** The space of the rows less their mean, in whose problem every column is centred. */
export function centredRowSpace(problem: LinearProblem, factors: DesignFactor): RowSpace {
  const columns = centredColumns(factors);
  const directions = orthonormalRows(rowsOf(columns), noiseOf(problem, factors));
  return { directions, problem: problemAlong(problem, factors, columns, directions) };
}

/** The space of the rows as they are. */
export function wholeRowSpace(problem: LinearProblem, factors: DesignFactor): RowSpace {
  const columns = problem.columns.slice(0, factors.slopeCount);
  const means = factors.means.slice(0, factors.slopeCount);
  const rows = [...rowsOf(centredColumns(factors)), means];
  const directions = orthonormalRows(rows, noiseOf(problem, factors));
  return { directions, problem: problemAlong(problem, factors, columns, directions) };
}

/** What rounding leaves of a row that depends on the others beside the row's own length. */
function noiseOf({ shifts }: LinearProblem, { means, slopeCount }: DesignFactor): number {
  const moved = shifts.map((shift, j) =>
    j < slopeCount ? Math.abs(shift) + Math.abs(means[j]) : 0,
  );
  return Math.sqrt(dot(moved, moved));
}

function centredColumns({ factor, height, slopeCount, units }: DesignFactor): Float64Array[] {
  return Array.from({ length: slopeCount }, (_, j) =>
    factor.slice(j * height, (j + 1) * height).map((value) => value * units[j]),
  );
}

function rowsOf(columns: Float64Array[]): Float64Array[] {
  return Array.from(columns[0], (_, row) => Float64Array.from(columns, (column) => column[row]));
}

function problemAlong(
  problem: LinearProblem,
  { means }: DesignFactor,
  columns: Float64Array[],
  directions: Float64Array[],
): LinearProblem {
  const { interceptIndex, shifts } = problem;
  const along = directions.map((direction) => combined(columns, direction));
  if (interceptIndex >= 0) along.push(problem.columns[interceptIndex]);
  return {
    ...problem,
    weightNames: along.map((_, k) => `direction ${k + 1}`),
    columns: along,
    interceptIndex: interceptIndex < 0 ? -1 : directions.length,
    shifts: Float64Array.from(directions, (direction) => {
      const moved = direction.map((share, j) => share * (Math.abs(shifts[j]) + Math.abs(means[j])));
      return Math.sqrt(dot(moved, moved));
    }),
  };
}

/** `sum_k columns[k] shares[k]`. */
export function combined(columns: Float64Array[], shares: ArrayLike<number>): Float64Array {
  const result = new Float64Array(columns[0].length);
  columns.forEach((column, k) => {
    const share = shares[k];
    for (let i = 0; i < result.length; i++) result[i] += share * column[i];
  });
  return result;
}

/** Modified Gram and Schmidt, each row twice; rows that depend on those before are left out. */
function orthonormalRows(rows: Float64Array[], center: number): Float64Array[] {
  const basis: Float64Array[] = [];
  const rounding = Number.EPSILON * (8 + rows.length);
  for (const row of rows) {
    const largest = row.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
    if (!(largest > 0)) continue;
    const rest = row.map((value) => value / largest);
    const before = Math.sqrt(dot(rest, rest));
    for (let pass = 0; pass < 2; pass++) {
      for (const direction of basis) {
        const share = dot(direction, rest);
        for (let j = 0; j < rest.length; j++) rest[j] -= share * direction[j];
      }
    }
    const length = Math.sqrt(dot(rest, rest));
    if (length > rounding * (before + center / largest))
      basis.push(rest.map((value) => value / length));
  }
  return basis;
}
