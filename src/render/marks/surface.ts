import { createCanvas, createImageData } from "canvas";
import type { Canvas } from "canvas";
import type { PixelImage } from "../raster/PixelColumn.ts";
import { rasterizeHeightfield } from "../raster/rasterizeHeightfield.ts";
import { tonesOfHeights } from "../stage.ts";
import type { Stage } from "../stage.ts";
import type { Mark } from "./mark.ts";

/** The surface, and everything stroked on it. */
export const SURFACE: Mark = {
  plan: () => ({
    draw(context, stage, pixels) {
      const image = asCanvas(pixels);
      const { left, top, pixelsPerUnit, isVector } = stage.place;
      // Pixel on pixel, or a transformation that keeps all pixels, which drawing to a smaller size would not.
      if (isVector) context.scale(1 / pixelsPerUnit, 1 / pixelsPerUnit);
      else context.setTransform(1, 0, 0, 1, 0, 0);
      context.drawImage(image, left, top);
    },
  }),
};

/** Rasterises the surface of a stage together with every mark stroked on it so far. */
export function drawSurface(stage: Stage, opacity: number): PixelImage {
  const { field, palette, camera, fragments, vertical } = stage;
  const paint = { palette, opacity, ...tonesOfHeights(vertical) };
  return rasterizeHeightfield(field, paint, camera, fragments);
}

/** The image as a canvas, to be drawn on another. */
function asCanvas({ data, width, height }: PixelImage): Canvas {
  const canvas = createCanvas(width, height);
  canvas.getContext("2d").putImageData(createImageData(data, width, height), 0, 0);
  return canvas;
}
