import type { Triangulation } from "./triangulation.ts";

/** How far an answer lay from what was predicted for it. */
export interface Surprise {
  /** A fraction of the losses' range. */
  error: number;
  /** Distance to the nearest evaluated point at that time, in grid steps. */
  gap: number;
}

/** An interpolant of a surface with bounded curvature errs by the square of the distance to its samples. */
const ORDER = 2;
const SHARE = 0.8;

/**
 * How doubtful each grid point is: the largest disagreement of the interpolants in its triangle or,
 * half of it, in a triangle beside it, since the two cross in places without being right there.
 *
 * @param disagreement one a grid point
 * @returns 0 at evaluated points
 */
export function estimateErrors(
  { triangles, halfedges, triangleOf }: Triangulation,
  disagreement: Float64Array,
): Float64Array {
  const worst = new Float64Array(triangles.length / 3);
  triangleOf.forEach((t, index) => {
    if (t >= 0) worst[t] = Math.max(worst[t], disagreement[index]);
  });
  const spread = worst.map((own, t) => {
    let most = own;
    for (let k = 3 * t; k < 3 * t + 3; k++) {
      const beside = halfedges[k] < 0 ? 0 : worst[Math.floor(halfedges[k] / 3)];
      if (Number.isFinite(beside)) most = Math.max(most, beside / 2);
    }
    return most;
  });
  return Float64Array.from(triangleOf, (t) => (t < 0 ? 0 : spread[t]));
}

/**
 * The error that each grid point may have if the surface there is as rough as it was found at the
 * corners of its triangle, scaled by the distances then and now.
 *
 * @param surprises by grid index
 * @param gaps distance of each grid point to the nearest evaluated one
 */
export function expectedSurprise(
  { vertices, triangles, triangleOf }: Triangulation,
  surprises: ReadonlyMap<number, Surprise>,
  gaps: Float64Array,
): Float64Array {
  return Float64Array.from(triangleOf, (t, index) => {
    if (t < 0) return 0;
    let most = 0;
    for (let k = 3 * t; k < 3 * t + 3; k++) {
      const surprise = surprises.get(vertices[triangles[k]]);
      if (!surprise) continue;
      const nearness = Math.min(1, gaps[index] / surprise.gap);
      most = Math.max(most, SHARE * surprise.error * nearness ** ORDER);
    }
    return most;
  });
}
