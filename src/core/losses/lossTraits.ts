/**
 * A loss as a convex function of one residual. A row's residual is `offset - x·w`; for a
 * classification the columns are times the row's label, -1 or +1.
 */
export interface PointLoss {
  value(residual: number): number;
  /** First derivative; at a kink the subgradient nearest to zero. */
  slope(residual: number): number;
  /** Second derivative; zero for losses with kinks. */
  curvature(residual: number): number;
  /** The same of at most `BLOCK_ROWS` residuals, where that is faster: see `lossOfBlock`. */
  ofBlock?(
    rest: Float64Array,
    count: number,
    slopes?: Float64Array,
    curvatures?: Float64Array,
  ): number;
}

/** A loss of straight lines and at most one parabola between them, `steepness` times this one's slopes. */
export interface Kinks {
  /** The slope far below zero, from -1 to 0 where only what is above counts; far above it is 1. */
  low: number;
  steepness: number;
  /** How far the parabola reaches to each side of zero. */
  bend: number;
}

/** What a loss is, apart from how its grid is computed. */
export interface LossTraits {
  name: string;
  /** Of the vertical axis: `MSE Loss`. */
  label: string;
  /** @param delta where a loss that `usesDelta` turns linear */
  point(delta: number): PointLoss;
  /** `quadratic` and `smooth` losses bend, and so have a curvature. */
  shape: "quadratic" | "smooth" | "kinked";
  /** How its optimum is found: see `fitOptimum`. */
  fit: "squares" | "newton" | "logistic" | "kinked";
  /** Of a loss whose fit is `kinked`. */
  kinks?(delta: number): Kinks;
  /** Whether the threshold of `delta` is its. */
  usesDelta?: true;
  /** Of a classification: the residual of a row whose weights are zero. */
  classOffset?: number;
}

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
