import {
  interiorPoint,
  kinkedRest,
  type InteriorPoint,
  type KinkedProblem,
} from "./interiorPoint.ts";

/** Below this many rows merging saves nothing. */
const MANY_ROWS = 2000;
const ROUNDS = 4;
/** How far a sample is solved, as a share of its loss: what it leaves out matters more. */
const SAMPLE_TOLERANCE = 1e-6;

/** A problem with fewer rows and the same optimum, and where its interior point method ended. */
export interface SolvedKinked {
  problem: KinkedProblem;
  inside: InteriorPoint;
  /** Multipliers of the smaller problem's rows as multipliers of all rows. */
  expand(multipliers: Float64Array): Float64Array;
}

/**
 * Solves a problem of many rows through a small one. A fit to a sample tells for most rows on which
 * side of their kink they will be; all rows of one side act like their sum and are merged into one.
 * Rows that turn out on the other side are taken back, and the problem is solved again.
 *
 * Source: Portnoy and Koenker, Statistical Science 12 (1997), section 5.
 *
 * @param lastRows rows at the end that always stay as they are: the penalties
 */
export function solveMerged(
  problem: KinkedProblem,
  start: Float64Array,
  startDistance: number,
  lastRows: number,
): SolvedKinked {
  const rowCount = problem.offset.length;
  const whole = (from: Float64Array): SolvedKinked => ({
    problem,
    inside: interiorPoint(problem, from, startDistance),
    expand: (multipliers) => multipliers,
  });
  if (rowCount < MANY_ROWS) return whole(start);

  const sampleSize = Math.ceil((problem.columns.length * rowCount) ** (2 / 3)) + 200;
  const stride = Math.max(1, Math.floor(rowCount / sampleSize));
  const isKept = (row: number) => row >= rowCount - lastRows;
  const bentUntil = (row: number) => problem.bend[row] * problem.high[row];
  const sample = rowsOf(rowCount, (row) => row % stride === 0 || isKept(row));
  const fewer = sampleOf(problem, sample, lastRows);
  const sampled = interiorPoint(fewer, start, startDistance, SAMPLE_TOLERANCE);

  const rest = kinkedRest(problem, sampled.coordinates);
  const sizes = Float64Array.from(sample, (row) => Math.abs(rest[row])).sort();
  const band =
    sizes[Math.min(sizes.length - 1, Math.ceil((2 * sampleSize * sizes.length) / rowCount))];
  const side = new Int8Array(rowCount);
  for (let row = 0; row < rowCount; row++) {
    if (Math.abs(rest[row]) > band + bentUntil(row) && !isKept(row))
      side[row] = Math.sign(rest[row]);
  }

  for (let round = 0; round < ROUNDS; round++) {
    const single = rowsOf(rowCount, (row) => side[row] === 0);
    const groups = [1, -1].map((sign) => rowsOf(rowCount, (row) => side[row] === sign));
    const merged = withRows(problem, single, groups);
    const inside = interiorPoint(merged, sampled.coordinates, startDistance);
    const now = kinkedRest(problem, inside.coordinates);
    let wrong = 0;
    for (let row = 0; row < rowCount; row++) {
      if (side[row] !== 0 && now[row] * side[row] < bentUntil(row)) {
        side[row] = 0;
        wrong++;
      }
    }
    if (wrong > 0) continue;
    return {
      problem: merged,
      inside,
      expand: (multipliers) => expanded(multipliers, rowCount, single, groups),
    };
  }
  return whole(sampled.coordinates);
}

function rowsOf(rowCount: number, isIn: (row: number) => boolean): Int32Array {
  const rows = new Int32Array(rowCount);
  let count = 0;
  for (let row = 0; row < rowCount; row++) if (isIn(row)) rows[count++] = row;
  return rows.subarray(0, count);
}

/** The problem with some of its rows, its penalties reduced in proportion. */
function sampleOf(problem: KinkedProblem, sample: Int32Array, lastRows: number): KinkedProblem {
  const reduced = withRows(problem, sample, []);
  const share = sample.length / problem.offset.length;
  for (let row = sample.length - lastRows; row < sample.length; row++) {
    reduced.low[row] *= share;
    reduced.high[row] *= share;
    reduced.bend[row] /= share;
  }
  return reduced;
}

/** The problem with some of its rows, and one sum of rows for each group. */
function withRows(problem: KinkedProblem, rows: Int32Array, groups: Int32Array[]): KinkedProblem {
  const filled = groups.filter((group) => group.length > 0);
  return {
    columns: problem.columns.map((column) => withSums(column, rows, filled)),
    offset: withSums(problem.offset, rows, filled),
    low: withFirsts(problem.low, rows, filled),
    high: withFirsts(problem.high, rows, filled),
    bend: withSums(problem.bend, rows, filled).fill(0, rows.length),
  };
}

function withSums(values: Float64Array, rows: Int32Array, groups: Int32Array[]): Float64Array {
  const result = new Float64Array(rows.length + groups.length);
  for (let k = 0; k < rows.length; k++) result[k] = values[rows[k]];
  groups.forEach((group, position) => {
    let total = 0;
    for (let k = 0; k < group.length; k++) total += values[group[k]];
    result[rows.length + position] = total;
  });
  return result;
}

/** Bounds are the same for all rows of a group. */
function withFirsts(values: Float64Array, rows: Int32Array, groups: Int32Array[]): Float64Array {
  const result = new Float64Array(rows.length + groups.length);
  for (let k = 0; k < rows.length; k++) result[k] = values[rows[k]];
  groups.forEach((group, position) => {
    result[rows.length + position] = values[group[0]];
  });
  return result;
}

function expanded(
  multipliers: Float64Array,
  rowCount: number,
  single: Int32Array,
  groups: Int32Array[],
): Float64Array {
  const result = new Float64Array(rowCount);
  for (let k = 0; k < single.length; k++) result[single[k]] = multipliers[k];
  groups
    .filter((group) => group.length > 0)
    .forEach((group, position) => {
      for (let k = 0; k < group.length; k++) {
        result[group[k]] = multipliers[single.length + position];
      }
    });
  return result;
}
