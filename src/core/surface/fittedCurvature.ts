import type { Landscape } from "../landscape.ts";

export interface FittedCurvature {
  /** Of the fitted Hessian, the smaller first; negative where the surface bends down. */
  eigenvalues: [number, number];
  /** `Infinity` where the fit is flat along a valley, NaN where it bends down. */
  conditionNumber: number;
}

/** Eigenvalues that are smaller than this share of the larger are rounding. */
const ROUNDING = 1e-12;

/**
 * Curvature of the quadratic that fits the nine points around a place best by least squares; at the
 * edge of the grid, the nine points next to it. On a tensor grid the polynomials that are orthogonal
 * along each axis decouple the fit: the mean second difference along each axis, and the slope of slopes.
 *
 * @param point an index into `z`
 * @returns undefined where fewer than three points lie along an axis or one of the nine is a hole
 */
export function fittedCurvature(
  { x, y, z }: Pick<Landscape, "x" | "y" | "z">,
  point: number,
): FittedCurvature | undefined {
  if (x.length < 3 || y.length < 3) return undefined;
  const row = clamp(Math.floor(point / x.length), y.length);
  const column = clamp(point % x.length, x.length);
  const along = weights(x, column);
  const across = weights(y, row);
  let [hxx, hxy, hyy] = [0, 0, 0];
  for (let i = 0; i < 3; i++) {
    for (let j = 0; j < 3; j++) {
      const loss = z[(row - 1 + i) * x.length + column - 1 + j];
      hxx += (along.bend[j] * loss) / 3;
      hyy += (across.bend[i] * loss) / 3;
      hxy += along.slope[j] * across.slope[i] * loss;
    }
  }
  if (!Number.isFinite(hxx + hxy + hyy)) return undefined;
  const radius = Math.hypot((hxx - hyy) / 2, hxy);
  const mean = (hxx + hyy) / 2;
  const largest = mean + radius;
  const difference = mean - radius;
  const smallest = Math.abs(difference) <= ROUNDING * Math.abs(largest) ? 0 : difference;
  return { eigenvalues: [smallest, largest], conditionNumber: condition(smallest, largest) };
}

function condition(smallest: number, largest: number): number {
  if (smallest < 0 || largest <= 0) return NaN;
  return smallest === 0 ? Infinity : largest / smallest;
}

/** The middle of three neighbouring points that hold `index`, or lie next to it. */
function clamp(index: number, count: number): number {
  return Math.min(Math.max(index, 1), count - 2);
}

/** By which the values at three places give the second derivative and the slope of the fitted line. */
function weights(axis: Float64Array, middle: number): { bend: number[]; slope: number[] } {
  const places = Array.from(axis.subarray(middle - 1, middle + 2));
  const [a, b, c] = places;
  const mean = a / 3 + b / 3 + c / 3;
  const offsets = places.map((place) => place - mean);
  const square = offsets.reduce((sum, offset) => sum + offset * offset, 0);
  return {
    bend: [2 / ((a - b) * (a - c)), 2 / ((b - a) * (b - c)), 2 / ((c - a) * (c - b))],
    slope: offsets.map((offset) => offset / square),
  };
}
