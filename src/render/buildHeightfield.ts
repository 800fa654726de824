import type { Landscape } from "../core/landscape.ts";
import type { Camera } from "./camera.ts";
import type { Heightfield } from "./raster/heightfield.ts";
import { findHoles } from "./raster/heightfield.ts";
import { BOX } from "./box.ts";
import { makeShade } from "./shade.ts";
import { refineGrid } from "./refineGrid.ts";
import { groundPlace } from "./scales/ticks.ts";
import type { VerticalScale } from "./scales/verticalScale.ts";

/** Cells wider than this in pixels are divided, so that a coarse grid is drawn as finely as a fine one. */
const WIDEST_CELL = 10;

/**
 * A landscape as a surface in the world, shaded for a camera.
 *
 * @param camera with its zoom in pixels of the image to be drawn
 * @param shading how strongly light changes its colours, from 0 to 1
 */
export function buildHeightfield(
  landscape: Landscape,
  vertical: VerticalScale,
  camera: Camera,
  shading: number,
): Heightfield {
  const xs = groundPositions(landscape.x, BOX.width);
  const ys = groundPositions(landscape.y, BOX.depth);
  const heights = new Float32Array(landscape.z.length);
  for (let k = 0; k < heights.length; k++) heights[k] = worldHeight(vertical, landscape.z[k]);
  const coarse: Omit<Heightfield, "lights"> = {
    xs,
    ys,
    heights,
    holes: findHoles(heights, xs.length, ys.length),
    ceiling: BOX.height * (vertical.ceiling - 0.5),
  };
  const parts = (count: number, length: number) =>
    Math.max(1, Math.ceil((camera.zoom * length) / (count - 1) / WIDEST_CELL));
  const fine = divideCells(coarse, parts(xs.length, BOX.width), parts(ys.length, BOX.depth));
  const lights = makeShade(camera, shading).vertices(fine.xs, fine.ys, fine.heights);
  return { ...fine, lights };
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

/** The same surface over a finer grid: each cell in `columnParts * rowParts`. */
function divideCells(
  field: Omit<Heightfield, "lights">,
  columnParts: number,
  rowParts: number,
): Omit<Heightfield, "lights"> {
  if (columnParts === 1 && rowParts === 1) return field;
  const { xs, ys, values } = refineGrid(
    { xs: field.xs, ys: field.ys, values: field.heights },
    columnParts,
    rowParts,
  );
  const heights = Float32Array.from(values);
  const holes = field.holes && findHoles(heights, xs.length, ys.length);
  return { ...field, xs, ys, heights, holes };
}
