/**
 * A surface over a rectangular grid, in world coordinates, ready to be
 * rasterised.
 */
export interface Heightfield {
  /** Places of the grid's columns and rows, ascending. */
  xs: Float64Array;
  ys: Float64Array;
  /** `heights[i * xs.length + j]` at `(xs[j], ys[i])`; NaN: a hole. */
  heights: Float32Array;
  /** Brightness of each vertex: 1 leaves a colour alone, 0 is black, 2 is white. */
  lights: Float32Array;
  /** 1 for each cell with a corner missing; absent where the grid is whole. */
  holes?: Uint8Array;
  /** The surface above it is taken away; `Infinity` takes nothing. */
  ceiling: number;
}

/**
 * The height of the drawn surface over a place: bilinear between the grid's
 * points. NaN outside the grid, in holes and above the ceiling.
 */
export function heightAt(field: Heightfield, x: number, y: number): number {
  const { xs, ys, heights } = field;
  const columnCount = xs.length;
  if (!(x >= xs[0] && x <= xs[columnCount - 1] && y >= ys[0] && y <= ys[ys.length - 1])) return NaN;
  const j = cellBelow(xs, x);
  const i = cellBelow(ys, y);
  const tx = (x - xs[j]) / (xs[j + 1] - xs[j]);
  const ty = (y - ys[i]) / (ys[i + 1] - ys[i]);
  const at = i * columnCount + j;
  const low = heights[at] + tx * (heights[at + 1] - heights[at]);
  const high =
    heights[at + columnCount] + tx * (heights[at + columnCount + 1] - heights[at + columnCount]);
  const height = low + ty * (high - low);
  return height <= field.ceiling ? height : NaN;
}

/** The cell `k` with `places[k] <= place < places[k + 1]`, clamped to the grid. */
export function cellBelow(places: Float64Array, place: number): number {
  let low = 0;
  let high = places.length - 2;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (places[middle] <= place) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** Marks the cells of a grid that have a corner missing; `undefined` where there is none. */
export function findHoles(
  heights: Float32Array,
  columnCount: number,
  rowCount: number,
): Uint8Array | undefined {
  let holes: Uint8Array | undefined;
  for (let i = 0; i < rowCount; i++) {
    for (let j = 0; j < columnCount; j++) {
      if (heights[i * columnCount + j] === heights[i * columnCount + j]) continue;
      holes ??= new Uint8Array((rowCount - 1) * (columnCount - 1));
      for (let row = Math.max(i - 1, 0); row <= Math.min(i, rowCount - 2); row++) {
        for (let column = Math.max(j - 1, 0); column <= Math.min(j, columnCount - 2); column++) {
          holes[row * (columnCount - 1) + column] = 1;
        }
      }
    }
  }
  return holes;
}
