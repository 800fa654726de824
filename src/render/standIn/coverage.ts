/** Corners one after another, in pixels: `x0, y0, x1, y1, …`; closed by itself. */
export type Polygon = readonly number[];

/** The share of each pixel that polygons cover, in a part of an image. */
export interface Coverage {
  left: number;
  top: number;
  width: number;
  height: number;
  /** Row by row, 0 to 1. */
  values: Float32Array;
}

/**
 * How much of each pixel polygons cover, whatever the sense in which they turn: signed areas to the
 * right of every edge, summed along the rows (the accumulation buffer of font-rs by Raph Levien). Where
 * several overlap their shares add up, to 1 at most.
 *
 * @param limits width and height of the image, outside of which nothing is covered
 */
export function coverageOf(polygons: readonly Polygon[], limits: [number, number]): Coverage {
  const all = polygons.flat();
  const [xs, ys] = [0, 1].map((start) => all.filter((_, k) => k % 2 === start));
  const bound = (value: number, limit: number) => Math.min(Math.max(value, 0), limit);
  const least = (values: number[]) => values.reduce((a, b) => Math.min(a, b), Infinity);
  const most = (values: number[]) => values.reduce((a, b) => Math.max(a, b), -Infinity);
  const left = bound(Math.floor(least(xs)), limits[0]);
  const top = bound(Math.floor(least(ys)), limits[1]);
  const width = Math.max(0, bound(Math.ceil(most(xs)) + 1, limits[0]) - left);
  const height = Math.max(0, bound(Math.ceil(most(ys)), limits[1]) - top);
  // What an edge covers to its right goes on in the cell behind the last.
  const stride = width + 2;
  const sums = new Float32Array(stride * height);
  for (const polygon of polygons) {
    const sense = areaOf(polygon) < 0 ? -1 : 1;
    for (let k = 0; k < polygon.length; k += 2) {
      const next = (k + 2) % polygon.length;
      const from: [number, number] = [polygon[k] - left, polygon[k + 1] - top];
      const to: [number, number] = [polygon[next] - left, polygon[next + 1] - top];
      addEdge(sums, stride, height, from, to, sense);
    }
  }
  const values = new Float32Array(width * height);
  for (let y = 0; y < height; y++) {
    let sum = 0;
    for (let x = 0; x < width; x++) {
      sum += sums[y * stride + x];
      values[y * width + x] = Math.min(1, Math.abs(sum));
    }
  }
  return { left, top, width, height, values };
}

function areaOf(polygon: Polygon): number {
  let area = 0;
  for (let k = 0; k < polygon.length; k += 2) {
    const next = (k + 2) % polygon.length;
    area += polygon[k] * polygon[next + 1] - polygon[next] * polygon[k + 1];
  }
  return area;
}

function addEdge(
  sums: Float32Array,
  stride: number,
  height: number,
  [x0, y0]: [number, number],
  [x1, y1]: [number, number],
  sense: number,
): void {
  if (y0 === y1) return;
  const direction = y0 < y1 ? sense : -sense;
  const [topX, topY, bottomX, bottomY] = y0 < y1 ? [x0, y0, x1, y1] : [x1, y1, x0, y0];
  const slope = (bottomX - topX) / (bottomY - topY);
  const lastRow = Math.min(height, Math.ceil(bottomY));
  for (let row = Math.max(0, Math.floor(topY)); row < lastRow; row++) {
    const [from, to] = [Math.max(row, topY), Math.min(row + 1, bottomY)];
    const [a, b] = [from, to].map((y) => topX + slope * (y - topY));
    addSpan(sums, row * stride, stride, [Math.min(a, b), Math.max(a, b)], direction * (to - from));
  }
}

/** An edge's part within a row: it crosses the cells between two places evenly. */
function addSpan(
  sums: Float32Array,
  start: number,
  stride: number,
  [first, last]: [number, number],
  amount: number,
): void {
  const limit = stride - 2;
  const [from, to] = [first, last].map((x) => Math.min(Math.max(x, 0), limit));
  const [firstCell, lastCell] = [Math.floor(from), Math.floor(to)];
  for (let cell = firstCell; cell <= lastCell; cell++) {
    const [a, b] = [Math.max(from, cell), Math.min(to, cell + 1)];
    const share = to > from ? (b - a) / (to - from) : 1;
    const right = cell + 1 - (a + b) / 2;
    sums[start + cell] += amount * share * right;
    sums[start + cell + 1] += amount * share * (1 - right);
  }
}
