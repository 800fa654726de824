import { solveInPlace } from "../linalg/solve.ts";
import { kinkedRest, slopeAt, type InteriorPoint, type KinkedProblem } from "./interiorPoint.ts";

export interface Corner {
  coordinates: Float64Array;
  multipliers: Float64Array;
  /** Whether no other point is as good: every row on its kink is held there. */
  isStrict: boolean;
}

/**
 * The solution of the optimality conditions with the rows that an interior point shows on their
 * kinks (or, with a bend, inside their bounds): those whose multiplier is further from its bounds
 * than the row from its kink. The others' multipliers are at the bounds.
 *
 * @returns undefined where those conditions do not determine a point
 */
export function corner(problem: KinkedProblem, inside: InteriorPoint): Corner | undefined {
  const { columns, offset, low, high, bend } = problem;
  const size = columns.length;
  const rest = kinkedRest(problem, inside.coordinates);
  const { onKink, bent } = restingRows(problem, inside, rest);
  const chosen = independentRows(columns, onKink);

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

/** The rows on their kinks, the surest first, and those inside their bounds on a bend. */
function restingRows(
  { low, high, bend }: KinkedProblem,
  { distances, margins }: InteriorPoint,
  rest: Float64Array,
): { onKink: number[]; bent: number[] } {
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
