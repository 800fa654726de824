import type { Triangulation } from "./triangulation.ts";

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
