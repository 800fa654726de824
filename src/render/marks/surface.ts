import { createCanvas, createImageData } from "canvas";
import type { Canvas } from "canvas";
import type { PixelImage } from "../raster/PixelColumn.ts";
import { rasterizeHeightfield } from "../raster/rasterizeHeightfield.ts";
import { tonesOfHeights } from "../stage.ts";
import type { Stage } from "../stage.ts";

/** Rasterises the surface of a stage together with every mark stroked on it so far. */
export function drawSurface(stage: Stage, opacity: number): PixelImage {
  const { field, palette, camera, fragments, vertical } = stage;
  const paint = { palette, opacity, ...tonesOfHeights(vertical) };
  return rasterizeHeightfield(field, paint, camera, fragments);
}

/** The image as a canvas, to be drawn on another. */
export function asCanvas({ data, width, height }: PixelImage): Canvas {
  const canvas = createCanvas(width, height);
  canvas.getContext("2d").putImageData(createImageData(data, width, height), 0, 0);
  return canvas;
}
