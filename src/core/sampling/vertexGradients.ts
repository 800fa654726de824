import type { Triangulation } from "./triangulation.ts";

const UNKNOWNS = 9;
const terms = new Float64Array(UNKNOWNS + 1);
/** Shares of the trace that keep slope, curvature and third derivatives solvable; a cubic is bent only where the samples insist. */
const RIDGES = [1e-9, 1e-9, 1e-8, 1e-8, 1e-8, 8e-4, 8e-4, 8e-4, 8e-4];

/**
 * The slope of a surface at each vertex: that of the cubic through the vertex which fits the
 * vertices one and two edges away best, nearer ones weighing more (1 / distance⁴) and its third
 * derivatives damped, so that few samples give a quadratic.
 *
 * @param values one a vertex; those that are not finite are left out of the fits
 * @returns slopes along columns and rows, in values per grid step; zero where nothing is known
 */
export function vertexGradients(
  triangulation: Triangulation,
  values: Float64Array,
): { dx: Float64Array; dy: Float64Array } {
  const count = values.length;
  const dx = new Float64Array(count);
  const dy = new Float64Array(count);
  const normal = new Float64Array(UNKNOWNS * (UNKNOWNS + 1));
  const near: number[] = [];
  const mark = new Int32Array(count).fill(-1);
  for (let v = 0; v < count; v++) {
    if (!Number.isFinite(values[v])) continue;
    twoRings(triangulation, v, values, near, mark);
    [dx[v], dy[v]] = fitSlope(triangulation, v, near, values, normal);
  }
  return { dx, dy };
}

/** Vertices one and two edges away, written to `near`; `mark` remembers whom it has met. */
function twoRings(
  { neighbours, neighbourStart }: Triangulation,
  v: number,
  values: Float64Array,
  near: number[],
  mark: Int32Array,
): void {
  near.length = 0;
  mark[v] = v;
  for (let k = neighbourStart[v]; k < neighbourStart[v + 1]; k++) {
    const first = neighbours[k];
    if (!Number.isFinite(values[first])) continue;
    if (mark[first] !== v) near.push(first);
    mark[first] = v;
    for (let l = neighbourStart[first]; l < neighbourStart[first + 1]; l++) {
      const second = neighbours[l];
      if (mark[second] === v || !Number.isFinite(values[second])) continue;
      mark[second] = v;
      near.push(second);
    }
  }
}

/** Least squares by normal equations in units of the mean distance; a trace of ridge keeps lone rows solvable. */
function fitSlope(
  { columns, rows }: Triangulation,
  v: number,
  near: number[],
  values: Float64Array,
  normal: Float64Array,
): [number, number] {
  if (near.length === 0) return [0, 0];
  let unit = 0;
  for (const w of near) unit += Math.hypot(columns[w] - columns[v], rows[w] - rows[v]);
  unit /= near.length;
  const width = UNKNOWNS + 1;
  normal.fill(0);
  for (const w of near) {
    const x = (columns[w] - columns[v]) / unit;
    const y = (rows[w] - rows[v]) / unit;
    const square = x * x + y * y;
    const weight = 1 / (square * square);
    terms[0] = x;
    terms[1] = y;
    terms[2] = x * x;
    terms[3] = x * y;
    terms[4] = y * y;
    terms[5] = x * x * x;
    terms[6] = x * x * y;
    terms[7] = x * y * y;
    terms[8] = y * y * y;
    terms[9] = values[w] - values[v];
    for (let i = 0; i < UNKNOWNS; i++) {
      for (let j = 0; j < width; j++) normal[i * width + j] += weight * terms[i] * terms[j];
    }
  }
  let trace = 0;
  for (let i = 0; i < UNKNOWNS; i++) trace += normal[i * width + i];
  for (let i = 0; i < UNKNOWNS; i++) normal[i * width + i] += RIDGES[i] * trace;
  eliminate(normal, UNKNOWNS);
  const slopeX = normal[UNKNOWNS] / unit;
  const slopeY = normal[width + UNKNOWNS] / unit;
  return [Number.isFinite(slopeX) ? slopeX : 0, Number.isFinite(slopeY) ? slopeY : 0];
}

/** Gauss-Jordan on a symmetric positive definite system, its right side in the last column. */
function eliminate(system: Float64Array, size: number): void {
  const width = size + 1;
  for (let pivot = 0; pivot < size; pivot++) {
    const scale = 1 / system[pivot * width + pivot];
    for (let j = pivot; j < width; j++) system[pivot * width + j] *= scale;
    for (let i = 0; i < size; i++) {
      const factor = system[i * width + pivot];
      if (i === pivot || factor === 0) continue;
      for (let j = pivot; j < width; j++)
        system[i * width + j] -= factor * system[pivot * width + j];
    }
  }
}
