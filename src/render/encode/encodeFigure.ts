import { createCanvas } from "canvas";
import type { Canvas } from "canvas";
import type { FigureOptions } from "../figureOptions.ts";
import { ensureFont } from "../text/font.ts";
import { encodePng } from "./png.ts";
import { finishPdf } from "./pdf.ts";
import { finishSvg } from "./svg.ts";

/** A unit is a CSS pixel. */
const UNITS_PER_INCH = 96;
/** A PDF counts in points of 1/72 inch. */
const POINTS_PER_UNIT = 72 / UNITS_PER_INCH;

/** A canvas for the figure's format, whose context counts in units. */
export function createFigureCanvas({ format, width, height, scale }: FigureOptions): Canvas {
  ensureFont();
  if (format === "png") {
    const canvas = createCanvas(Math.round(width * scale), Math.round(height * scale));
    canvas.getContext("2d").scale(scale, scale);
    return canvas;
  }
  const size = format === "svg" ? 1 : POINTS_PER_UNIT;
  const canvas = createCanvas(width * size, height * size, format);
  const context = canvas.getContext("2d");
  context.scale(size, size);
  // Letters of an embedded font, not outlines: text that can be selected.
  context.textDrawingMode = "glyph";
  return canvas;
}

/** The canvas as a file's bytes, with the figure's metadata in it. */
export async function encodeFigure(
  canvas: Canvas,
  { format, scale }: FigureOptions,
  metadata: Record<string, string>,
): Promise<Uint8Array> {
  if (format === "png") {
    const pixels = canvas.toBuffer("raw");
    return encodePng(pixels, canvas.width, canvas.height, UNITS_PER_INCH * scale, metadata);
  }
  return format === "svg" ? finishSvg(canvas, metadata) : finishPdf(canvas, metadata);
}
