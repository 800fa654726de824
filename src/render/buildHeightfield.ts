import type { Landscape } from "../core/landscape.ts";
import type { Camera } from "./camera.ts";
import type { Heightfield } from "./raster/heightfield.ts";
import { findHoles } from "./raster/heightfield.ts";
import { BOX } from "./box.ts";
import { makeShade } from "./shade.ts";
import { groundPlace } from "./scales/ticks.ts";
import type { VerticalScale } from "./scales/verticalScale.ts";

/** Cells wider than this in pixels are divided, so that a coarse grid is drawn as finely as a fine one. */
const WIDEST_CELL = 10;

/**
 * A landscape as a surface in the world, shaded for a camera.
 *
 * @param camera with its zoom in pixels of the image to be drawn
 */
export function buildHeightfield(
  landscape: Landscape,
  vertical: VerticalScale,
  camera: Camera,
): Heightfield {
  const xs = groundPositions(landscape.x, BOX.width);
  const ys = groundPositions(landscape.y, BOX.depth);
  const heights = new Float32Array(landscape.z.length);
  for (let k = 0; k < heights.length; k++) heights[k] = worldHeight(vertical, landscape.z[k]);
  const shade = makeShade(camera);
  const coarse: Heightfield = {
    xs,
    ys,
    heights,
    lights: shade.vertices(xs, ys, heights),
    holes: findHoles(heights, xs.length, ys.length),
    ceiling: vertical.ceiling === Infinity ? Infinity : BOX.height * (vertical.ceiling - 0.5),
    ceilingLight: shade.flat,
  };
  const parts = (count: number, length: number) =>
    Math.max(1, Math.ceil((camera.zoom * length) / (count - 1) / WIDEST_CELL));
  return divideCells(coarse, parts(xs.length, BOX.width), parts(ys.length, BOX.depth));
}

/** The height in the world of a loss; NaN where it is not finite. */
function worldHeight(vertical: VerticalScale, loss: number): number {
  return Number.isFinite(loss) ? BOX.height * (vertical.position(loss) - 0.5) : NaN;
}

/** Places of a ground axis's values in the world. */
function groundPositions(values: Float64Array, length: number): Float64Array {
  const last = values[values.length - 1];
  return values.map((value) => length * (groundPlace(value, values[0], last) - 0.5));
}

/** The same surface over a finer grid: each cell in `columnParts * rowParts`, bilinear between its corners. */
function divideCells(field: Heightfield, columnParts: number, rowParts: number): Heightfield {
  if (columnParts === 1 && rowParts === 1) return field;
  const xs = divide(field.xs, columnParts);
  const ys = divide(field.ys, rowParts);
  const spread = (values: Float32Array) => {
    const fine = new Float32Array(xs.length * ys.length);
    for (let row = 0; row < ys.length; row++) {
      const i = Math.min(Math.floor(row / rowParts), field.ys.length - 2);
      const ty = row / rowParts - i;
      for (let column = 0; column < xs.length; column++) {
        const j = Math.min(Math.floor(column / columnParts), field.xs.length - 2);
        const tx = column / columnParts - j;
        const at = i * field.xs.length + j;
        const above = at + field.xs.length;
        const low = mix(values[at], values[at + 1], tx);
        fine[row * xs.length + column] = mix(low, mix(values[above], values[above + 1], tx), ty);
      }
    }
    return fine;
  };
  const heights = spread(field.heights);
  const holes = field.holes && findHoles(heights, xs.length, ys.length);
  return { ...field, xs, ys, heights, lights: spread(field.lights), holes };
}

// At the ends exact, and blind to a hole at the other end.
function mix(from: number, to: number, t: number): number {
  return t === 0 ? from : t === 1 ? to : from + t * (to - from);
}

function divide(places: Float64Array, parts: number): Float64Array {
  const fine = new Float64Array((places.length - 1) * parts + 1);
  for (let k = 0; k < fine.length; k++) {
    const cell = Math.min(Math.floor(k / parts), places.length - 2);
    fine[k] = mix(places[cell], places[cell + 1], k / parts - cell);
  }
  return fine;
}
