import { solveInPlace } from "../linalg/solve.ts";
import { dot } from "../sums.ts";
import { kinkedRest, slopeAt, type InteriorPoint, type KinkedProblem } from "./interiorPoint.ts";

export interface Corner {
  coordinates: Float64Array;
  multipliers: Float64Array;
  /** Whether no other point is as good: every row on its kink is held there. */
  isStrict: boolean;
}

/**
 * The exact ends that an interior point may point at: the corner, and where several points are as
 * good as each other the nearest of their face.
 */
export function exactEnds(problem: KinkedProblem, inside: InteriorPoint): Corner[] {
  const rest = kinkedRest(problem, inside.coordinates);
  const resting = restingRows(problem, inside, rest);
  const chosen = independentRows(problem.columns, resting.onKink);
  const vertex = corner(problem, inside, rest, resting, chosen);
  if (vertex?.isStrict || resting.bent.length > 0) return vertex ? [vertex] : [];
  return [...(vertex ? [vertex] : []), ...face(problem, inside, rest, resting.onKink, chosen)];
}

/**
 * The solution of the optimality conditions with the rows that an interior point shows on their
 * kinks (or, with a bend, inside their bounds): those whose multiplier is further from its bounds
 * than the row from its kink. The others' multipliers are at the bounds.
 *
 * @returns undefined where those conditions do not determine a point
 */
function corner(
  problem: KinkedProblem,
  inside: InteriorPoint,
  rest: Float64Array,
  { onKink, bent }: RestingRows,
  chosen: number[],
): Corner | undefined {
  const { columns, offset, low, high, bend } = problem;
  const size = columns.length;

  const multipliers = rest.map((r, k) => slopeAt(r, low[k], high[k], 0));
  for (const k of onKink) multipliers[k] = inside.multipliers[k];
  for (const k of [...bent, ...chosen]) multipliers[k] = 0;

  const height = size + chosen.length;
  const matrix = new Float64Array(height * height);
  const vector = new Float64Array(height);
  for (let j = 0; j < size; j++) {
    for (let k = 0; k < rest.length; k++) vector[j] += columns[j][k] * multipliers[k];
    for (const k of bent) {
      const share = columns[j][k] / bend[k];
      vector[j] += share * offset[k];
      for (let i = 0; i < size; i++) matrix[j * height + i] += share * columns[i][k];
    }
    chosen.forEach((k, position) => {
      matrix[j * height + size + position] = -columns[j][k];
      matrix[(size + position) * height + j] = columns[j][k];
    });
  }
  chosen.forEach((k, position) => {
    vector[size + position] = offset[k];
  });
  if (!solveInPlace(matrix, vector)) return undefined;

  const coordinates = vector.slice(0, size);
  const finalRest = kinkedRest(problem, coordinates);
  for (const k of bent) multipliers[k] = finalRest[k] / bend[k];
  chosen.forEach((k, position) => {
    multipliers[k] = vector[size + position];
  });
  const isStrict = chosen.every((k) => {
    const room = 1e-9 * (high[k] - low[k]);
    return multipliers[k] > low[k] + room && multipliers[k] < high[k] - room;
  });
  return { coordinates, multipliers, isStrict };
}

/**
 * The smallest changes of the interior point that put the chosen rows on their kinks, and of their
 * multipliers that balance the others', whose multipliers are at the bounds.
 */
function face(
  problem: KinkedProblem,
  inside: InteriorPoint,
  rest: Float64Array,
  onKink: number[],
  chosen: number[],
): Corner[] {
  const { columns, low, high } = problem;
  const multipliers = rest.map((r, k) => slopeAt(r, low[k], high[k], 0));
  for (const k of onKink) multipliers[k] = inside.multipliers[k];
  const coordinates = inside.coordinates.slice();
  const count = chosen.length;
  const gram = new Float64Array(count * count);
  chosen.forEach((a, i) => {
    chosen.forEach((b, j) => {
      for (const column of columns) gram[i * count + j] += column[a] * column[b];
    });
  });

  for (let round = 0; round < 3; round++) {
    const now = kinkedRest(problem, coordinates);
    const lifts = Float64Array.from(chosen, (k) => now[k]);
    const unbalanced = columns.map((column) => dot(column, multipliers));
    const pulls = Float64Array.from(chosen, (k) =>
      columns.reduce((total, column, j) => total - column[k] * unbalanced[j], 0),
    );
    if (!solveInPlace(gram.slice(), lifts) || !solveInPlace(gram.slice(), pulls)) return [];
    columns.forEach((column, j) => {
      chosen.forEach((k, i) => (coordinates[j] += column[k] * lifts[i]));
    });
    chosen.forEach((k, i) => (multipliers[k] += pulls[i]));
  }
  return [{ coordinates, multipliers, isStrict: false }];
}

interface RestingRows {
  /** The surest first. */
  onKink: number[];
  /** Inside their bounds on a bend. */
  bent: number[];
}

/** The rows on their kinks and those on a bend. */
function restingRows(
  { low, high, bend }: KinkedProblem,
  { distances, margins }: InteriorPoint,
  rest: Float64Array,
): RestingRows {
  const scale = rest.reduce((total, r) => total + Math.abs(r), 0) / rest.length || 1;
  const closeness = distances.map((distance, k) =>
    high[k] < Infinity ? distance / scale / (margins[k] / (high[k] - low[k])) : 0,
  );
  const resting = Array.from(closeness.keys()).filter((k) => closeness[k] < 1);
  return {
    onKink: resting.filter((k) => bend[k] === 0).sort((a, b) => closeness[a] - closeness[b]),
    bent: resting.filter((k) => bend[k] > 0),
  };
}

/** The first rows, at most one a column, that do not depend linearly on those before. */
function independentRows(columns: Float64Array[], rows: number[]): number[] {
  const basis: number[][] = [];
  const chosen: number[] = [];
  for (const row of rows) {
    if (chosen.length === columns.length) break;
    const vector = columns.map((column) => column[row]);
    const length = Math.hypot(...vector);
    for (let round = 0; round < 2; round++) {
      for (const direction of basis) {
        const share = vector.reduce((total, value, j) => total + value * direction[j], 0);
        for (let j = 0; j < vector.length; j++) vector[j] -= share * direction[j];
      }
    }
    const restLength = Math.hypot(...vector);
    if (!(restLength > 1e-9 * length)) continue;
    basis.push(vector.map((value) => value / restLength));
    chosen.push(row);
  }
  return chosen;
}
