import type { Landscape } from "../core/landscape.ts";

/** The same landscape over at most `most` points along each axis, the first and the last among them. */
export function thinLandscape(landscape: Landscape, most: number): Landscape {
  const { x, y, z } = landscape;
  if (x.length <= most && y.length <= most) return landscape;
  const columns = thinnedIndices(x.length, most);
  const rows = thinnedIndices(y.length, most);
  const thin = new Float64Array(columns.length * rows.length);
  rows.forEach((i, row) => {
    columns.forEach((j, column) => (thin[row * columns.length + column] = z[i * x.length + j]));
  });
  return {
    ...landscape,
    x: Float64Array.from(columns, (j) => x[j]),
    y: Float64Array.from(rows, (i) => y[i]),
    z: thin,
  };
}

function thinnedIndices(count: number, most: number): number[] {
  const kept = Math.min(count, most);
  return Array.from({ length: kept }, (_, k) => Math.round((k * (count - 1)) / (kept - 1)));
}
