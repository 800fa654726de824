import type { Landscape } from "../../core/landscape.ts";
import { PALETTE_SIZE } from "../colors/colormaps.ts";
import type { Rect } from "../figure/layout.ts";
import type { ScreenPoint } from "../contours/crowding.ts";
import { refineGrid, thinLandscape } from "../space/resample.ts";
import type { VerticalScale } from "../scales/verticalScale.ts";

/** A stretch of a landscape's window over an image: the window's borders in pixels of the image. */
export interface MapPlace {
  columnCount: number;
  rowCount: number;
  left: number;
  right: number;
  /** Of the largest weight of the second axis. */
  top: number;
  bottom: number;
}

/** Cells wider than this in pixels are divided, so that colours bend as the loss does. */
const WIDEST_CELL = 6;

/**
 * Colours of a landscape seen from straight above, red, green, blue and opacity, row by row from the
 * top. Nothing where the loss is not finite or lies above the scale's ceiling; pixels on the edge of
 * that are covered in part. Pixels outside the window carry the colour of its border.
 */
export function paintLossMap(
  landscape: Landscape,
  vertical: VerticalScale,
  palette: Float32Array,
  opacity: number,
  place: MapPlace,
): Uint8ClampedArray {
  const { columnCount, rowCount, left, right, top, bottom } = place;
  const thin = thinLandscape(landscape, 2 * Math.max(columnCount, rowCount));
  const parts = (count: number, pixels: number) =>
    Math.max(1, Math.ceil(pixels / (count - 1) / WIDEST_CELL));
  const { xs, ys, values } = refineGrid(
    {
      xs: thin.x,
      ys: thin.y,
      values: thin.z.map((loss) => (Number.isFinite(loss) ? vertical.position(loss) : NaN)),
    },
    parts(thin.x.length, right - left),
    parts(thin.y.length, bottom - top),
  );
  // Values on the corners of the pixels; a pixel's own is their mean.
  const across = cornerPlaces(xs, columnCount, left, right);
  const down = cornerPlaces(ys, rowCount, bottom, top);
  const corners = (row: number, out: Float64Array) => {
    const [i, v] = [down.cells[row], down.shares[row]];
    for (let column = 0; column <= columnCount; column++) {
      const [j, u] = [across.cells[column], across.shares[column]];
      const at = i * xs.length + j;
      const near = values[at] + u * (values[at + 1] - values[at]);
      const above = at + xs.length;
      const far = values[above] + u * (values[above + 1] - values[above]);
      out[column] = near + v * (far - near);
    }
  };
  const { lowest, highest, ceiling } = vertical;
  const toneScale = highest > lowest ? 1 / (highest - lowest) : 0;
  const toneOffset = highest > lowest ? -lowest * toneScale : 0.5;
  const pixels = new Uint8ClampedArray(4 * columnCount * rowCount);
  let upper = new Float64Array(columnCount + 1);
  let lower = new Float64Array(columnCount + 1);
  corners(0, upper);
  for (let row = 0; row < rowCount; row++) {
    corners(row + 1, lower);
    for (let column = 0; column < columnCount; column++) {
      const [a, b] = [upper[column], upper[column + 1]];
      const [c, d] = [lower[column], lower[column + 1]];
      let value = (a + b + c + d) / 4;
      let coverage = 1;
      if (!(value <= ceiling) || Math.max(a, b, c, d) > ceiling) {
        const known = [a, b, c, d].filter((corner) => !Number.isNaN(corner));
        if (known.length === 0) continue;
        value = known.reduce((sum, corner) => sum + corner, 0) / known.length;
        const span = Math.max(...known) - Math.min(...known);
        const below = span > 0 ? 0.5 + (ceiling - value) / span : value <= ceiling ? 1 : 0;
        coverage = (known.length / 4) * Math.min(Math.max(below, 0), 1);
      }
      const tone = Math.min(Math.max(toneOffset + toneScale * value, 0), 1);
      const entry = 3 * Math.round(tone * (PALETTE_SIZE - 1));
      const pixel = 4 * (row * columnCount + column);
      pixels[pixel] = palette[entry];
      pixels[pixel + 1] = palette[entry + 1];
      pixels[pixel + 2] = palette[entry + 2];
      pixels[pixel + 3] = 255 * opacity * coverage;
    }
    [upper, lower] = [lower, upper];
  }
  return pixels;
}

/** Whether a place on the screen lies in a cell of the grid that is coloured throughout. */
export function paintedAt(
  { x, y, z }: Landscape,
  vertical: VerticalScale,
  plot: Rect,
): (place: ScreenPoint) => boolean {
  const cellOf = (places: Float64Array, share: number) =>
    lastAtMost(places, places[0] + share * (places[places.length - 1] - places[0]));
  return ([left, top]) => {
    const column = cellOf(x, (left - plot.left) / plot.width);
    const row = cellOf(y, 1 - (top - plot.top) / plot.height);
    const at = row * x.length + column;
    const corners = [z[at], z[at + 1], z[at + x.length], z[at + x.length + 1]];
    return corners.every(
      (loss) => Number.isFinite(loss) && vertical.position(loss) <= vertical.ceiling,
    );
  };
}

/** For each corner along a side of the image the grid's cell in which it lies, and how far in it. */
function cornerPlaces(
  places: Float64Array,
  count: number,
  first: number,
  last: number,
): { cells: Int32Array; shares: Float64Array } {
  const cells = new Int32Array(count + 1);
  const shares = new Float64Array(count + 1);
  const [low, high] = [places[0], places[places.length - 1]];
  let cell = 0;
  for (let corner = 0; corner <= count; corner++) {
    const share = Math.min(Math.max((corner - first) / (last - first), 0), 1);
    const value = low + share * (high - low);
    while (cell < places.length - 2 && places[cell + 1] <= value) cell++;
    while (cell > 0 && places[cell] > value) cell--;
    if (corner === 0) cell = Math.max(0, lastAtMost(places, value));
    cells[corner] = cell;
    shares[corner] = Math.min((value - places[cell]) / (places[cell + 1] - places[cell]), 1);
  }
  return { cells, shares };
}

function lastAtMost(places: Float64Array, value: number): number {
  let low = 0;
  let high = places.length - 2;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (places[middle] <= value) low = middle;
    else high = middle - 1;
  }
  return low;
}
