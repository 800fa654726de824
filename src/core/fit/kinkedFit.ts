import { solveInPlace } from "../linalg/solve.ts";
import { kinkedLoss, kinkedRest, type InteriorPoint, type KinkedProblem } from "./interiorPoint.ts";
import { solveMerged } from "./mergedRows.ts";
import type { StandardCoordinates } from "./standardCoordinates.ts";

export interface KinkedFit {
  coordinates: Float64Array;
  unique: boolean;
}

/**
 * The least value of `mae` or `hinge` with l1 and l2 penalties: an interior point method, then the
 * exact corner it points at, where as many rows lie on their kinks as there are free weights. Where
 * the optimum is not unique the result is a point inside the set of optima.
 */
export function kinkedFit(
  coordinates: StandardCoordinates,
  countsNegative: boolean,
  start: Float64Array,
): KinkedFit {
  const lassoRows = coordinates.l1.filter((value) => value > 0).length;
  const { problem, inside } = solveMerged(
    withLassoRows(coordinates, countsNegative),
    start,
    lassoRows,
  );
  const { candidate, isStrict } = corner(problem, inside) ?? {};
  if (!candidate) return { coordinates: inside.coordinates, unique: false };
  const loss = kinkedLoss(problem, inside.coordinates, kinkedRest(problem, inside.coordinates));
  const cornerLoss = kinkedLoss(problem, candidate, kinkedRest(problem, candidate));
  return cornerLoss <= loss * (1 + 1e-12)
    ? { coordinates: candidate, unique: isStrict === true }
    : { coordinates: inside.coordinates, unique: false };
}

/** Each l1 penalty is one more row, whose residual is the weight itself. */
function withLassoRows(
  { rowCount, columns, offset, l1, l2 }: StandardCoordinates,
  countsNegative: boolean,
): KinkedProblem {
  const lasso = Array.from(l1.keys()).filter((k) => l1[k] > 0);
  const height = rowCount + lasso.length;
  const extended = (values: Float64Array) => {
    const result = new Float64Array(height);
    result.set(values);
    return result;
  };
  const high = new Float64Array(height).fill(1);
  const low = new Float64Array(height).fill(countsNegative ? -1 : 0);
  const tall = lasso.length === 0 ? columns : columns.map(extended);
  lasso.forEach((k, position) => {
    tall[k][rowCount + position] = 1;
    high[rowCount + position] = rowCount * l1[k];
    low[rowCount + position] = -rowCount * l1[k];
  });
  return {
    columns: tall,
    offset: lasso.length === 0 ? offset : extended(offset),
    low,
    high,
    quadratic: l2.map((value) => 2 * rowCount * value),
  };
}

/**
 * Solves the optimality conditions exactly with the rows that lie on their kinks: those whose
 * multiplier is further from its bounds than the row from its kink.
 */
function corner(
  problem: KinkedProblem,
  { coordinates, multipliers, distances, margins }: InteriorPoint,
): { candidate: Float64Array; isStrict: boolean } | undefined {
  const { columns, offset, low, high, quadratic } = problem;
  const size = columns.length;
  const rest = kinkedRest(problem, coordinates);
  const scale = rest.reduce((total, r) => total + Math.abs(r), 0) / rest.length || 1;
  const closeness = distances.map((d, k) => d / scale / (margins[k] / (high[k] - low[k])));
  const onKink: number[] = [];
  for (let k = 0; k < closeness.length; k++) if (closeness[k] < 1) onKink.push(k);
  onKink.sort((a, b) => closeness[a] - closeness[b]);
  const chosen = independentRows(columns, onKink);

  const height = size + chosen.length;
  const matrix = new Float64Array(height * height);
  const vector = new Float64Array(height);
  const resting = new Set(onKink);
  for (let j = 0; j < size; j++) {
    let slopes = 0;
    const chosenRows = new Set(chosen);
    for (let k = 0; k < rest.length; k++) {
      if (chosenRows.has(k)) continue;
      const bound = rest[k] > 0 ? high[k] : low[k];
      slopes += columns[j][k] * (resting.has(k) ? multipliers[k] : bound);
    }
    matrix[j * height + j] = quadratic[j];
    vector[j] = slopes;
    chosen.forEach((k, position) => {
      matrix[j * height + size + position] = -columns[j][k];
      matrix[(size + position) * height + j] = columns[j][k];
    });
  }
  chosen.forEach((k, position) => {
    vector[size + position] = offset[k];
  });
  if (!solveInPlace(matrix, vector)) return undefined;
  const isStrict = chosen.every((k, position) => {
    const room = 1e-9 * (high[k] - low[k]);
    const multiplier = vector[size + position];
    return multiplier > low[k] + room && multiplier < high[k] - room;
  });
  return { candidate: vector.slice(0, size), isStrict };
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
