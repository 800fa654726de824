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
