import type { Triangulation } from "./triangulation.ts";

/** A triangle's corners `x, y`, values and slopes. */
export interface CloughTocherCorners {
  x: [number, number, number];
  y: [number, number, number];
  value: [number, number, number];
  dx: [number, number, number];
  dy: [number, number, number];
}

const UNKNOWNS = 9;
const terms = new Float64Array(UNKNOWNS + 1);
/** Shares of the trace that keep slope, curvature and third derivatives solvable; a cubic is bent only where the samples insist. */
const RIDGES = [1e-9, 1e-9, 1e-8, 1e-8, 1e-8, 8e-4, 8e-4, 8e-4, 8e-4];

/**
 * The reduced Clough and Tocher interpolant: three cubics on a triangle split at its centroid, smooth
 * within it and, where neighbours share corners' values and slopes, across its edges, along which the
 * slope at right angles changes linearly. Exact for quadratics. In Bézier form after Alfeld (1984).
 *
 * @returns the value at barycentric coordinates `b0`, `b1`, `b2` = 1 - b0 - b1
 */
export function cloughTocher(
  corners: CloughTocherCorners,
): (b0: number, b1: number, b2: number) => number {
  const { x, y, value, dx, dy } = corners;
  const along = (from: number, to: number) =>
    (dx[from] * (x[to] - x[from]) + dy[from] * (y[to] - y[from])) / 3;
  // near[i][j]: the ordinate a third of the way from corner i to corner j.
  const near = [0, 1, 2].map((i) => [0, 1, 2].map((j) => value[i] + (i === j ? 0 : along(i, j))));
  // inner[i]: a third of the way from corner i to the centroid.
  const inner = [0, 1, 2].map((i) => {
    const [j, k] = others(i);
    return (near[i][j] + near[i][k] + value[i]) / 3;
  });
  // across[i]: inside the edge opposite corner i.
  const across = [0, 1, 2].map((i) => {
    const [j, k] = others(i);
    const share = edgeShare(x, y, j, k);
    const along3 = -value[j] + 3 * near[j][k] - 3 * near[k][j] + value[k];
    const bend = -value[j] + 2 * near[j][k] - near[k][j] + inner[j] + inner[k];
    return (bend - share * along3) / 2;
  });
  const middle = [0, 1, 2].map((i) => {
    const [j, k] = others(i);
    return (across[j] + across[k] + inner[i]) / 3;
  });
  const centre = (middle[0] + middle[1] + middle[2]) / 3;

  return (b0, b1, b2) => {
    const b = [b0, b1, b2];
    const i = b0 <= b1 && b0 <= b2 ? 0 : b1 <= b2 ? 1 : 2;
    const [j, k] = others(i);
    const m = 3 * b[i];
    const p = b[j] - b[i];
    const q = b[k] - b[i];
    return (
      p * p * (p * value[j] + 3 * (q * near[j][k] + m * inner[j])) +
      q * q * (q * value[k] + 3 * (p * near[k][j] + m * inner[k])) +
      m * m * (m * centre + 3 * (p * middle[j] + q * middle[k])) +
      6 * p * q * m * across[i]
    );
  };
}

function others(i: number): [number, number] {
  return i === 0 ? [1, 2] : i === 1 ? [2, 0] : [0, 1];
}

/**
 * How far along the edge from `j` to `k` the direction from the centroid at right angles to the edge
 * leads: its foot on the edge, as a fraction, which makes the cross slope linear along the edge.
 */
function edgeShare(x: number[], y: number[], j: number, k: number): number {
  const centroidX = (x[0] + x[1] + x[2]) / 3;
  const centroidY = (y[0] + y[1] + y[2]) / 3;
  const edgeX = x[k] - x[j];
  const edgeY = y[k] - y[j];
  return (
    ((centroidX - x[j]) * edgeX + (centroidY - y[j]) * edgeY) / (edgeX * edgeX + edgeY * edgeY)
  );
}

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
