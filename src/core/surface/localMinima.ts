import type { Landscape } from "../landscape.ts";

export interface LocalMinimum {
  x: number;
  y: number;
  z: number;
  /** How far the loss must rise on the way to a lower place; `Infinity` where there is none. */
  depth: number;
}

const NONE = 0xffffffff;

/**
 * The strict local minima of a grid, the deepest first: points, or plateaus of equal losses, whose
 * eight neighbours are all higher. Depths are persistences: points are added from the lowest loss up,
 * and where two basins meet, the one with the higher bottom ends (the merge tree of Carr, Snoeyink
 * and Axen, 2003, by union-find). Holes are walls. Time `O(n log n)` in the points.
 */
export function localMinima({ x, y, z }: Pick<Landscape, "x" | "y" | "z">): LocalMinimum[] {
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
