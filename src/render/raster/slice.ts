import type { Camera } from "../space/camera.ts";
import { type Heightfield, cellBelow } from "./heightfield.ts";

/**
 * The curve in which a vertical plane that contains the view direction cuts a
 * heightfield, from far to near. Points whose height is NaN end a piece.
 */
export class Slice {
  count = 0;
  /** Whether the curve passes through the ceiling. */
  isCut = false;
  /** Distance along the ground, towards the viewer. */
  distances: Float64Array;
  heights: Float64Array;
  lights: Float64Array;
  /** Sheets: stretches that keep their direction on the screen, by their first and last points. */
  sheetCount = 0;
  sheetFrom: Int32Array;
  sheetTo: Int32Array;
  screenYs: Float64Array;

  constructor(field: Heightfield) {
    // A point a grid line crossed, as many breaks at holes, and two more at every cut.
    const capacity = 4 * (field.xs.length + field.ys.length) + 8;
    this.distances = new Float64Array(capacity);
    this.heights = new Float64Array(capacity);
    this.lights = new Float64Array(capacity);
    this.screenYs = new Float64Array(capacity);
    this.sheetFrom = new Int32Array(capacity);
    this.sheetTo = new Int32Array(capacity);
  }

  push(distance: number, height: number, light: number): void {
    this.distances[this.count] = distance;
    this.heights[this.count] = height;
    this.lights[this.count] = light;
    this.count++;
  }
}

/**
 * Walks the grid along the ground line that lies `across` world units to the
 * right of the view's centre and fills `slice` with one point for each grid
 * line it crosses (the traversal of Amanatides and Woo, 1987).
 *
 * @param ground unit vector of the ground that points towards the viewer
 */
export function traceSlice(
  slice: Slice,
  field: Heightfield,
  ground: readonly [number, number],
  across: number,
): void {
  slice.count = 0;
  const { xs, ys, heights, lights, holes } = field;
  const columnCount = xs.length;
  const rowCount = ys.length;
  const [gx, gy] = ground;
  const originX = -gy * across;
  const originY = gx * across;

  const [xEnter, xLeave] = slabInterval(xs, originX, gx);
  const [yEnter, yLeave] = slabInterval(ys, originY, gy);
  const enter = Math.max(xEnter, yEnter);
  const leave = Math.min(xLeave, yLeave);
  if (!(enter < leave)) return;

  // The middle of the first stretch tells the first cell, also on a corner.
  let j = cellBelow(xs, originX + gx * enter);
  let i = cellBelow(ys, originY + gy * enter);
  if (gx < 0 && originX + gx * enter <= xs[j] && j > 0) j--;
  if (gy < 0 && originY + gy * enter <= ys[i] && i > 0) i--;
  const stepX = gx > 0 ? 1 : -1;
  const stepY = gy > 0 ? 1 : -1;
  let lineX = gx > 0 ? j + 1 : j;
  let lineY = gy > 0 ? i + 1 : i;
  let nextX = gx === 0 ? Infinity : (xs[lineX] - originX) / gx;
  let nextY = gy === 0 ? Infinity : (ys[lineY] - originY) / gy;

  pushInside(slice, field, i, j, originX + gx * enter, originY + gy * enter, enter);
  for (;;) {
    if (holes !== undefined && holes[i * (columnCount - 1) + j] === 1) slice.push(0, NaN, 0);
    if (nextX <= nextY) {
      if (nextX >= leave) break;
      const y = originY + gy * nextX;
      const t = clampUnit((y - ys[i]) / (ys[i + 1] - ys[i]));
      const at = i * columnCount + lineX;
      const height = heights[at];
      const light = lights[at];
      slice.push(
        nextX,
        height + t * (heights[at + columnCount] - height),
        light + t * (lights[at + columnCount] - light),
      );
      j += stepX;
      lineX += stepX;
      if (j < 0 || j > columnCount - 2) return;
      nextX = (xs[lineX] - originX) / gx;
    } else {
      if (nextY >= leave) break;
      const x = originX + gx * nextY;
      const t = clampUnit((x - xs[j]) / (xs[j + 1] - xs[j]));
      const at = lineY * columnCount + j;
      const height = heights[at];
      const light = lights[at];
      slice.push(
        nextY,
        height + t * (heights[at + 1] - height),
        light + t * (lights[at + 1] - light),
      );
      i += stepY;
      lineY += stepY;
      if (i < 0 || i > rowCount - 2) return;
      nextY = (ys[lineY] - originY) / gy;
    }
  }
  pushInside(slice, field, i, j, originX + gx * leave, originY + gy * leave, leave);
}

/**
 * Takes away what of a slice lies above the ceiling; the curve ends where it
 * passes through it. `cut` receives the result.
 */
export function cutSlice(cut: Slice, slice: Slice, ceiling: number): void {
  cut.count = 0;
  cut.isCut = false;
  for (let k = 0; k < slice.count; k++) {
    const height = slice.heights[k];
    const distance = slice.distances[k];
    const light = slice.lights[k];
    if (k > 0) {
      const before = slice.heights[k - 1];
      if (before > ceiling !== height > ceiling && before === before && height === height) {
        cut.isCut = true;
        const t = (ceiling - before) / (height - before);
        const at = slice.distances[k - 1] + t * (distance - slice.distances[k - 1]);
        const lightThere = slice.lights[k - 1] + t * (light - slice.lights[k - 1]);
        if (before > ceiling) cut.push(0, NaN, 0);
        cut.push(at, ceiling, lightThere);
        if (height > ceiling) cut.push(0, NaN, 0);
      }
    }
    if (!(height > ceiling)) cut.push(distance, height, light);
  }
}

/** Projects the points of a slice and finds its sheets. */
export function findSheets(slice: Slice, camera: Camera): void {
  const { count, distances, heights, screenYs, sheetFrom, sheetTo } = slice;
  const perHeight = camera.zoom * camera.cosElevation;
  const perDistance = camera.zoom * camera.sinElevation;
  let sheets = 0;
  let direction = 0;
  let before = NaN;
  for (let k = 0; k < count; k++) {
    const here = camera.centerY - perHeight * heights[k] + perDistance * distances[k];
    screenYs[k] = here;
    if (here > before || here < before) {
      const turn = here > before ? 1 : -1;
      if (turn !== direction) {
        sheetFrom[sheets] = k - 1;
        sheets++;
        direction = turn;
      }
      sheetTo[sheets - 1] = k;
    } else if (here !== before) {
      direction = 0;
    }
    before = here;
  }
  slice.sheetCount = sheets;
}

/** Where the line `origin + direction * s` lies between the first and the last place. */
function slabInterval(places: Float64Array, origin: number, direction: number): [number, number] {
  const first = places[0];
  const last = places[places.length - 1];
  if (direction === 0) {
    return origin >= first && origin <= last ? [-Infinity, Infinity] : [Infinity, -Infinity];
  }
  const a = (first - origin) / direction;
  const b = (last - origin) / direction;
  return a < b ? [a, b] : [b, a];
}

function pushInside(
  slice: Slice,
  { xs, ys, heights, lights }: Heightfield,
  i: number,
  j: number,
  x: number,
  y: number,
  distance: number,
): void {
  const columnCount = xs.length;
  const tx = clampUnit((x - xs[j]) / (xs[j + 1] - xs[j]));
  const ty = clampUnit((y - ys[i]) / (ys[i + 1] - ys[i]));
  slice.push(
    distance,
    bilinear(heights, i * columnCount + j, columnCount, tx, ty),
    bilinear(lights, i * columnCount + j, columnCount, tx, ty),
  );
}

function bilinear(
  values: Float32Array,
  at: number,
  columnCount: number,
  tx: number,
  ty: number,
): number {
  const low = values[at] + tx * (values[at + 1] - values[at]);
  const above = at + columnCount;
  const high = values[above] + tx * (values[above + 1] - values[above]);
  return low + ty * (high - low);
}

function clampUnit(t: number): number {
  return t < 0 ? 0 : t > 1 ? 1 : t;
}
