import { axisPenalty, type WeightPlane } from "../weightPlane.ts";

/** Turns sums over rows into losses, in place: the mean, plus the penalties at each grid point. */
export function penalizedGrid(
  sums: Float64Array,
  plane: WeightPlane,
  x: Float64Array,
  y: Float64Array,
): Float64Array {
  const { rowCount } = plane.problem;
  const columnPenalty = x.map((w1) => axisPenalty(plane, 0, w1));
  for (let i = 0; i < y.length; i++) {
    const rowPenalty = axisPenalty(plane, 1, y[i]) + plane.fixedPenalty;
    const start = i * x.length;
    for (let j = 0; j < x.length; j++) {
      sums[start + j] = sums[start + j] / rowCount + (columnPenalty[j] + rowPenalty);
    }
  }
  return sums;
}
