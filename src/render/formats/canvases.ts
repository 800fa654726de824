import {
  createCanvas,
  createImageData,
  loadImage,
  type Canvas,
  type CanvasRenderingContext2D,
  type ImageData,
} from "canvas";
import type { Drawing } from "../drawing.ts";
import { ensureFont } from "../text/measure.ts";
import type { PixelImage } from "../raster/PixelColumn.ts";
import { takeCanvas } from "./canvasPool.ts";
import type { FigureSize } from "./imageFormat.ts";

/** A canvas with what is drawn on it. */
interface Sheet {
  canvas: Canvas;
  drawing: Drawing;
}

/** A canvas with `scale` pixels per unit, whose context counts in units. */
export function createPixelCanvas({ width, height, scale }: FigureSize): Sheet {
  ensureFont();
  const canvas = takeCanvas(Math.round(width * scale), Math.round(height * scale));
  const context = canvas.getContext("2d");
  context.scale(scale, scale);
  const drawPixels: Drawing["drawPixels"] = (image, left, top) =>
    apart(context, () => {
      // Pixel on pixel: a transformation that keeps all of them, which drawing to a size would not.
      context.setTransform(1, 0, 0, 1, 0, 0);
      context.drawImage(image, left, top);
    });
  return { canvas, drawing: Object.assign(context, { drawPixels }) };
}

const POINTS_PER_UNIT = 72 / 96;

/** A page of a PDF, whose context counts in units. */
export function createPdfCanvas({ width, height }: FigureSize): Sheet {
  ensureFont();
  const canvas = createCanvas(width * POINTS_PER_UNIT, height * POINTS_PER_UNIT, "pdf");
  const context = canvas.getContext("2d");
  context.scale(POINTS_PER_UNIT, POINTS_PER_UNIT);
  // Letters of an embedded font, not outlines: text that can be selected.
  context.textDrawingMode = "glyph";
  const drawPixels: Drawing["drawPixels"] = (image, left, top, pixelsPerUnit) =>
    apart(context, () => {
      context.scale(1 / pixelsPerUnit, 1 / pixelsPerUnit);
      context.drawImage(image, left, top);
    });
  return { canvas, drawing: Object.assign(context, { drawPixels }) };
}

function apart(context: CanvasRenderingContext2D, draw: () => void): void {
  context.save();
  draw();
  context.restore();
}

/** The image as a canvas, to be drawn on another. */
export function asCanvas({ data, width, height }: PixelImage): Canvas {
  const canvas = takeCanvas(width, height);
  canvas.getContext("2d").putImageData(createImageData(data, width, height), 0, 0);
  return canvas;
}

/** The pixels of a PNG file. */
export async function pixelsOf(png: Uint8Array): Promise<ImageData> {
  const image = await loadImage(Buffer.from(png));
  const context = createCanvas(image.width, image.height).getContext("2d");
  context.drawImage(image, 0, 0);
  return context.getImageData(0, 0, image.width, image.height);
}
