import type { Landscape } from "../../core/landscape.ts";
import { BOX } from "./box.ts";
import type { Rgb } from "../colors/color.ts";
import { paletteColor } from "../colors/colormaps.ts";
import type { Camera, Point3 } from "./camera.ts";
import type { FragmentBuffer } from "../raster/fragments.ts";
import { heightAt, type Heightfield } from "../raster/heightfield.ts";
import type { PixelImage } from "../raster/PixelColumn.ts";
import { rasterizeHeightfield } from "../raster/rasterizeHeightfield.ts";
import { groundPlace } from "../scales/ticks.ts";
import type { VerticalScale } from "../scales/verticalScale.ts";
import type { Strokes } from "./strokes.ts";

/** One panel's world, as the marks that stand in it need it. */
export interface Stage {
  landscape: Landscape;
  vertical: VerticalScale;
  field: Heightfield;
  palette: Float32Array;
  /** In pixels of the image. */
  camera: Camera;
  /** Where marks are stroked. */
  strokes: Strokes;
  /** Size of tick labels in pixels of the image. */
  em: number;
  /** Sign of the pane that serves as the floor: -1 below, +1 seen from below. */
  floorSign: number;
  /** Where its image lies in the figure. */
  place: StagePlace;
}

/** The place of an image in a figure, in pixels of the image. */
export interface StagePlace {
  left: number;
  top: number;
  pixelsPerUnit: number;
}

/** The place in the world above the weights `(x, y)`, on the drawn surface; its height is NaN off it. */
export function onSurface(
  { field, landscape }: Pick<Stage, "field" | "landscape">,
  x: number,
  y: number,
): Point3 {
  const worldX = worldPlace(landscape.x, x, BOX.width);
  const worldY = worldPlace(landscape.y, y, BOX.depth);
  return [worldX, worldY, heightAt(field, worldX, worldY)];
}

/** The place in the world of the weights `(x, y)` on the floor. */
export function onFloor({ landscape, floorSign }: Stage, x: number, y: number): Point3 {
  return [
    worldPlace(landscape.x, x, BOX.width),
    worldPlace(landscape.y, y, BOX.depth),
    (floorSign * BOX.height) / 2,
  ];
}

/** Colour of the surface at a height of the world, without light. */
export function colorAtHeight({ vertical, palette }: Stage, height: number): Rgb {
  const { toneOffset, toneScale } = tonesOfHeights(vertical);
  return paletteColor(palette, toneOffset + toneScale * height);
}

/** A number that turns heights of the world into positions on the colormap: `offset + scale * height`. */
export function tonesOfHeights(vertical: VerticalScale): { toneOffset: number; toneScale: number } {
  const { lowest, highest } = vertical;
  if (!(highest > lowest)) return { toneOffset: 0.5, toneScale: 0 };
  const toneScale = 1 / (BOX.height * (highest - lowest));
  return { toneOffset: (0.5 - lowest) / (highest - lowest), toneScale };
}

/**
 * Rasterises the surface of a stage together with what was stroked on it in pixels.
 *
 * @param depths receives the depth of the nearest surface in each pixel
 */
export function paintSurface(
  { field, palette, camera, vertical }: Stage,
  opacity: number,
  fragments: FragmentBuffer,
  depths?: Float32Array,
): PixelImage {
  const paint = { palette, opacity, ...tonesOfHeights(vertical) };
  return rasterizeHeightfield(field, paint, camera, fragments, depths);
}

function worldPlace(places: Float64Array, value: number, length: number): number {
  return length * (groundPlace(value, places[0], places[places.length - 1]) - 0.5);
}
