import type { Landscape } from "../../core/landscape.ts";

/** Values over a rectangular grid, `values[i * xs.length + j]` at `(xs[j], ys[i])`; NaN: a hole. */
export interface Grid {
  xs: Float64Array;
  ys: Float64Array;
  values: Values;
}

type Values = Float32Array | Float64Array;

/**
 * The same values over a finer grid, each cell divided into `columnParts * rowParts`. Between two
 * points runs the parabola with the smaller of the two second differences at its ends, 0 where they
 * differ in sign (after Liu and Osher's convex ENO, 1998): exact for quadratic surfaces, and without
 * overshoot beside kinks and steps. The grid's own points keep their values.
 */
export function refineGrid(
  { xs, ys, values }: Grid,
  columnParts: number,
  rowParts: number,
): Omit<Grid, "values"> & { values: Float64Array } {
  const fineXs = divide(xs, columnParts);
  const fineYs = divide(ys, rowParts);
  const columnCount = fineXs.length;
  const rows = new Float64Array(columnCount * ys.length);
  for (let i = 0; i < ys.length; i++) {
    refineLine(values, i * xs.length, 1, xs, rows, i * columnCount, 1, fineXs, columnParts);
  }
  const fine = new Float64Array(columnCount * fineYs.length);
  for (let j = 0; j < columnCount; j++) {
    refineLine(rows, j, columnCount, ys, fine, j, columnCount, fineYs, rowParts);
  }
  return { xs: fineXs, ys: fineYs, values: fine };
}

function refineLine(
  from: Values,
  fromStart: number,
  fromStride: number,
  places: Float64Array,
  to: Values,
  toStart: number,
  toStride: number,
  finePlaces: Float64Array,
  parts: number,
): void {
  const last = places.length - 1;
  const value = (k: number) => from[fromStart + k * fromStride];
  const bendAt = (k: number) =>
    k >= 0 && k + 2 <= last ? secondDifference(places, value, k) : NaN;
  for (let k = 0; k < last; k++) {
    // At a border or a hole the next one on the other side stands in for the one that is missing.
    const [before, after] = [bendAt(k - 1), bendAt(k)];
    const bend = lesserBend(
      Number.isNaN(before) ? bendAt(k + 1) : before,
      Number.isNaN(after) ? bendAt(k - 2) : after,
    );
    const [low, high] = [value(k), value(k + 1)];
    const width = places[k + 1] - places[k];
    to[toStart + k * parts * toStride] = low;
    for (let part = 1; part < parts; part++) {
      const place = finePlaces[k * parts + part];
      const ahead = place - places[k];
      to[toStart + (k * parts + part) * toStride] =
        low + (ahead / width) * (high - low) + ahead * (place - places[k + 1]) * bend;
    }
  }
  to[toStart + last * parts * toStride] = value(last);
}

/** The divided difference over three neighbouring places, the first of them `k`. */
function secondDifference(places: Float64Array, value: (k: number) => number, k: number): number {
  const before = (value(k + 1) - value(k)) / (places[k + 1] - places[k]);
  const after = (value(k + 2) - value(k + 1)) / (places[k + 2] - places[k + 1]);
  return (after - before) / (places[k + 2] - places[k]);
}

/** The one nearer to zero, 0 where they differ in sign or one is not known. */
function lesserBend(a: number, b: number): number {
  if (a > 0 && b > 0) return Math.min(a, b);
  return a < 0 && b < 0 ? Math.max(a, b) : 0;
}

function divide(places: Float64Array, parts: number): Float64Array {
  const fine = new Float64Array((places.length - 1) * parts + 1);
  for (let k = 0; k < fine.length; k++) {
    const cell = Math.min(Math.floor(k / parts), places.length - 2);
    const t = k / parts - cell;
    fine[k] = t === 1 ? places[cell + 1] : places[cell] + t * (places[cell + 1] - places[cell]);
  }
  return fine;
}

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
