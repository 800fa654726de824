import type { Landscape } from "./landscape.ts";

export interface SurfacePoint {
  x: number;
  y: number;
  z: number;
  /** Whether it lies on the window's edge, beyond which the loss may go on. */
  atEdge: boolean;
}

/** What a grid of losses says by itself, without the model that made it. */
export interface SurfaceDescription {
  points: number;
  /** Points whose loss is not a finite number. */
  notFinite: number;
  /** Missing where no loss is finite. */
  lowest?: SurfacePoint;
  highest?: SurfacePoint;
  /** Of the quadratic fitted at the lowest point. */
  curvature?: FittedCurvature;
  /** The deepest first; the lowest point's is the first. */
  minima: LocalMinimum[];
}

interface FittedCurvature {
  /** Of the fitted Hessian, the smaller first; negative where the surface bends down. */
  eigenvalues: [number, number];
  /** `Infinity` where the fit is flat along a valley, NaN where it bends down. */
  conditionNumber: number;
}

/** Eigenvalues that are smaller than this share of the larger are rounding. */
const ROUNDING = 1e-12;

interface LocalMinimum {
  x: number;
  y: number;
  z: number;
  /** How far the loss must rise on the way to a lower place; `Infinity` where there is none. */
  depth: number;
}

const NONE = 0xffffffff;

/** Describes a surface by its points alone. */
export function describeSurface(surface: Pick<Landscape, "x" | "y" | "z">): SurfaceDescription {
  const { x, y, z } = surface;
  let [low, high] = [-1, -1];
  let notFinite = 0;
  for (let k = 0; k < z.length; k++) {
    if (!Number.isFinite(z[k])) {
      notFinite++;
      continue;
    }
    if (low < 0 || z[k] < z[low]) low = k;
    if (high < 0 || z[k] > z[high]) high = k;
  }
  const at = (k: number): SurfacePoint => {
    const row = Math.floor(k / x.length);
    const column = k % x.length;
    const atEdge = row === 0 || column === 0 || row === y.length - 1 || column === x.length - 1;
    return { x: x[column], y: y[row], z: z[k], atEdge };
  };
  return {
    points: z.length,
    notFinite,
    ...(low >= 0 && {
      lowest: at(low),
      highest: at(high),
      curvature: fittedCurvature(surface, low),
    }),
    minima: localMinima(surface),
  };
}

/**
 * Curvature of the quadratic that fits the nine points around a place best by least squares; at the
 * edge of the grid, the nine points next to it. On a tensor grid the polynomials that are orthogonal
 * along each axis decouple the fit: the mean second difference along each axis, and the slope of slopes.
 *
 * @param point an index into `z`
 * @returns undefined where fewer than three points lie along an axis or one of the nine is a hole
 */
function fittedCurvature(
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

/**
 * The strict local minima of a grid, the deepest first: points, or plateaus of equal losses, whose
 * eight neighbours are all higher. Depths are persistences: points are added from the lowest loss up,
 * and where two basins meet, the one with the higher bottom ends (the merge tree of Carr, Snoeyink
 * and Axen, 2003, by union-find). Holes are walls. Time `O(n log n)` in the points.
 */
function localMinima({ x, y, z }: Pick<Landscape, "x" | "y" | "z">): LocalMinimum[] {
  const columnCount = x.length;
  const rowCount = y.length;
  /** A point's way to the bottom of its basin; `NONE` where it was not added yet. */
  const parent = new Uint32Array(z.length).fill(NONE);
  const minima: LocalMinimum[] = [];
  const minimum = (bottom: number, depth: number): LocalMinimum => ({
    x: x[bottom % columnCount],
    y: y[Math.floor(bottom / columnCount)],
    z: z[bottom],
    depth,
  });

  for (const point of upwards(z)) {
    parent[point] = point;
    const row = Math.floor(point / columnCount);
    const column = point - row * columnCount;
    for (let i = Math.max(0, row - 1); i <= Math.min(rowCount - 1, row + 1); i++) {
      for (let j = Math.max(0, column - 1); j <= Math.min(columnCount - 1, column + 1); j++) {
        const neighbour = i * columnCount + j;
        if (parent[neighbour] !== NONE) join(point, neighbour);
      }
    }
  }
  for (let point = 0; point < z.length; point++) {
    if (parent[point] === point) minima.push(minimum(point, Infinity));
  }
  return minima.sort((a, b) => (a.depth === b.depth ? a.z - b.z : b.depth - a.depth));

  /** Joins the basins of a point just added and of its neighbour. */
  function join(point: number, neighbour: number): void {
    const [a, b] = [bottomOf(point), bottomOf(neighbour)];
    if (a === b) return;
    const isLower = z[a] < z[b] || (z[a] === z[b] && a < b);
    const [lower, higher] = isLower ? [a, b] : [b, a];
    parent[higher] = lower;
    const depth = z[point] - z[higher];
    if (depth > 0) minima.push(minimum(higher, depth));
  }

  function bottomOf(point: number): number {
    while (parent[point] !== point) {
      parent[point] = parent[parent[point]];
      point = parent[point];
    }
    return point;
  }
}

/** Places of the finite losses, from the lowest to the highest. */
function upwards(z: Float64Array): Uint32Array {
  let count = 0;
  const places = new Uint32Array(z.length);
  for (let k = 0; k < z.length; k++) if (Number.isFinite(z[k])) places[count++] = k;
  return places.subarray(0, count).sort((a, b) => z[a] - z[b] || a - b);
}

/** The loss of the surface at a place, linear within a cell along each axis; NaN outside the window. */
export function surfaceLoss({ x, y, z }: Landscape, atX: number, atY: number): number {
  const column = cellOf(x, atX);
  const row = cellOf(y, atY);
  if (column < 0 || row < 0) return NaN;
  const s = (atX - x[column]) / (x[column + 1] - x[column]);
  const t = (atY - y[row]) / (y[row + 1] - y[row]);
  const first = row * x.length + column;
  const mixed = (at: number) => (s === 0 ? z[at] : z[at] * (1 - s) + z[at + 1] * s);
  return t === 0 ? mixed(first) : mixed(first) * (1 - t) + mixed(first + x.length) * t;
}

/** The cell of an increasing axis that holds a place; -1 outside. */
function cellOf(axis: Float64Array, place: number): number {
  const last = axis.length - 1;
  if (!(place >= axis[0] && place <= axis[last])) return -1;
  let low = 0;
  let high = last;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (axis[middle] <= place) low = middle;
    else high = middle;
  }
  return low;
}
