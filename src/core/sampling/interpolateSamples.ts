import { cloughTocher, vertexGradients } from "./cloughTocher.ts";
import type { Triangulation } from "./triangulation.ts";

export interface Interpolation {
  /** A value for every grid point, row by row; `NaN`: a hole. */
  values: Float64Array;
  /** How far cubic and linear interpolation disagree at each point: 0 where evaluated, `Infinity` at the edge of a hole. */
  disagreement: Float64Array;
}

/**
 * Fills a grid from some of its points: Clough and Tocher's cubics over Delaunay triangles. A point
 * between holes only is a hole; one between a hole and a value has the value of the nearest corner.
 *
 * @param samples values at the vertices; not finite: a hole
 */
export function interpolateSamples(
  triangulation: Triangulation,
  samples: Float64Array,
  columnCount: number,
): Interpolation {
  const { vertices, columns, rows, triangles, triangleOf } = triangulation;
  const values = new Float64Array(triangleOf.length);
  const disagreement = new Float64Array(triangleOf.length);
  for (let v = 0; v < vertices.length; v++) values[vertices[v]] = finiteOrHole(samples[v]);
  const { dx, dy } = vertexGradients(triangulation, samples);
  const cubics: (((b0: number, b1: number, b2: number) => number) | undefined)[] = [];

  for (let index = 0; index < triangleOf.length; index++) {
    const t = triangleOf[index];
    if (t < 0) continue;
    const [a, b, c] = [triangles[3 * t], triangles[3 * t + 1], triangles[3 * t + 2]];
    const x = (index % columnCount) - columns[c];
    const y = Math.floor(index / columnCount) - rows[c];
    const area =
      (columns[a] - columns[c]) * (rows[b] - rows[c]) -
      (columns[b] - columns[c]) * (rows[a] - rows[c]);
    const b0 = (x * (rows[b] - rows[c]) - y * (columns[b] - columns[c])) / area;
    const b1 = (y * (columns[a] - columns[c]) - x * (rows[a] - rows[c])) / area;
    const b2 = 1 - b0 - b1;
    const [va, vb, vc] = [samples[a], samples[b], samples[c]];
    const linear = b0 * va + b1 * vb + b2 * vc;
    if (!Number.isFinite(linear)) {
      const nearest = b0 >= b1 && b0 >= b2 ? va : b1 >= b2 ? vb : vc;
      values[index] = finiteOrHole(nearest);
      const isMixed = Number.isFinite(va) || Number.isFinite(vb) || Number.isFinite(vc);
      disagreement[index] = isMixed ? Infinity : 0;
      continue;
    }
    const cubic = (cubics[t] ??= cloughTocher({
      x: [columns[a], columns[b], columns[c]],
      y: [rows[a], rows[b], rows[c]],
      value: [va, vb, vc],
      dx: [dx[a], dx[b], dx[c]],
      dy: [dy[a], dy[b], dy[c]],
    }));
    values[index] = cubic(b0, b1, b2);
    disagreement[index] = Math.abs(values[index] - linear);
  }
  return { values, disagreement };
}

function finiteOrHole(value: number): number {
  return Number.isFinite(value) ? value : NaN;
}
