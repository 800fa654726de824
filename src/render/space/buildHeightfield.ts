import type { Landscape } from "../../core/landscape.ts";
import type { Camera } from "./camera.ts";
import { findHoles, type Heightfield } from "../raster/heightfield.ts";
import { BOX } from "./box.ts";
import { refineGrid } from "./resample.ts";
import { groundPlace } from "../scales/ticks.ts";
import type { VerticalScale } from "../scales/verticalScale.ts";

/** Cells wider than this in pixels are divided, so that a coarse grid is drawn as finely as a fine one. */
const WIDEST_CELL = 10;

/** Where the light comes from, seen by the viewer: from the upper left, behind the shoulder. */
const LIGHT = { right: -0.45, up: 0.5, toward: 0.74 };
/** How much a slope towards or away from the light changes a colour. */
const STRENGTH = 0.42;
const DARKEST = 0.62;
const BRIGHTEST = 1.16;

/** Brightness of a surface under a light that is fixed to the viewer; level ground keeps its colour. */
interface Shade {
  /** Of each vertex of a grid, from slopes by central differences; one-sided beside holes. */
  vertices(xs: Float64Array, ys: Float64Array, heights: Float32Array): Float32Array;
}

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

/** @param strength from 0, no light at all, to 1 */
function makeShade({ ground, sinElevation, cosElevation }: Camera, strength: number): Shade {
  const [gx, gy] = ground;
  const lightX =
    -gy * LIGHT.right - sinElevation * gx * LIGHT.up + cosElevation * gx * LIGHT.toward;
  const lightY = gx * LIGHT.right - sinElevation * gy * LIGHT.up + cosElevation * gy * LIGHT.toward;
  const lightZ = cosElevation * LIGHT.up + sinElevation * LIGHT.toward;
  const eyeX = cosElevation * gx;
  const eyeY = cosElevation * gy;
  const level = sinElevation < 0 ? -lightZ : lightZ;

  const brightness = (slopeX: number, slopeY: number) => {
    const length = Math.sqrt(1 + slopeX * slopeX + slopeY * slopeY);
    let facing = (lightZ - slopeX * lightX - slopeY * lightY) / length;
    // The underside is lit like the upper side: each faces whoever sees it.
    if (sinElevation - slopeX * eyeX - slopeY * eyeY < 0) facing = -facing;
    const light = 1 + STRENGTH * (facing - level);
    const limited = light < DARKEST ? DARKEST : light > BRIGHTEST ? BRIGHTEST : light;
    return 1 + strength * (limited - 1);
  };

  return {
    vertices(xs, ys, heights) {
      const columnCount = xs.length;
      const rowCount = ys.length;
      const lights = new Float32Array(heights.length);
      if (strength === 0) return lights.fill(1);
      for (let i = 0; i < rowCount; i++) {
        const below = i > 0 ? i - 1 : i;
        const above = i < rowCount - 1 ? i + 1 : i;
        for (let j = 0; j < columnCount; j++) {
          const left = j > 0 ? j - 1 : j;
          const right = j < columnCount - 1 ? j + 1 : j;
          const at = i * columnCount + j;
          const row = i * columnCount;
          let slopeX = (heights[row + right] - heights[row + left]) / (xs[right] - xs[left]);
          if (slopeX !== slopeX) slopeX = slopeBesideHole(heights, xs, row, 1, left, j, right);
          let slopeY =
            (heights[above * columnCount + j] - heights[below * columnCount + j]) /
            (ys[above] - ys[below]);
          if (slopeY !== slopeY) {
            slopeY = slopeBesideHole(heights, ys, j, columnCount, below, i, above);
          }
          lights[at] = brightness(slopeX, slopeY);
        }
      }
      return lights;
    },
  };
}

/** The slope to whichever neighbour exists; 0 where neither does. */
function slopeBesideHole(
  heights: Float32Array,
  places: Float64Array,
  start: number,
  stride: number,
  before: number,
  here: number,
  after: number,
): number {
  const height = heights[start + here * stride];
  const forward = (heights[start + after * stride] - height) / (places[after] - places[here]);
  if (Number.isFinite(forward)) return forward;
  const backward = (height - heights[start + before * stride]) / (places[here] - places[before]);
  return Number.isFinite(backward) ? backward : 0;
}
