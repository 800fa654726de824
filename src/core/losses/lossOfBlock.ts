import type { PointLoss } from "./lossTraits.ts";

/**
 * Of a block's residuals the sum of their losses; their first and second derivatives are written
 * where they are asked for.
 */
export function lossOfBlock(
  point: PointLoss,
  rest: Float64Array,
  count: number,
  slopes?: Float64Array,
  curvatures?: Float64Array,
): number {
  if (point.ofBlock) return point.ofBlock(rest, count, slopes, curvatures);
  let total = 0;
  for (let t = 0; t < count; t++) {
    const residual = rest[t];
    total += point.value(residual);
    if (slopes) slopes[t] = point.slope(residual);
    if (curvatures) curvatures[t] = point.curvature(residual);
  }
  return total;
}
