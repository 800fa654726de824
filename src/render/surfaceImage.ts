import { createCanvas, createImageData, type Canvas } from "canvas";
import type { FragmentBuffer } from "./raster/fragments.ts";
import type { PixelImage } from "./raster/PixelColumn.ts";
import { rasterizeHeightfield } from "./raster/rasterizeHeightfield.ts";
import { tonesOfHeights } from "./stage.ts";
import type { Stage } from "./stage.ts";

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

/** The image as a canvas, to be drawn on another. */
export function asCanvas({ data, width, height }: PixelImage): Canvas {
  const canvas = createCanvas(width, height);
  canvas.getContext("2d").putImageData(createImageData(data, width, height), 0, 0);
  return canvas;
}
