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
  if (format === "svg") return createCanvas(width, height, "svg");
  const canvas = createCanvas(width * POINTS_PER_UNIT, height * POINTS_PER_UNIT, "pdf");
  canvas.getContext("2d").scale(POINTS_PER_UNIT, POINTS_PER_UNIT);
  return canvas;
}

/** The canvas as a file's bytes, with the figure's metadata in it. */
export async function encodeFigure(
  canvas: Canvas,
  { format, scale, metadata = {} }: FigureOptions,
): Promise<Uint8Array> {
  if (format === "png") {
    const pixels = canvas.toBuffer("raw");
    return encodePng(pixels, canvas.width, canvas.height, UNITS_PER_INCH * scale, metadata);
  }
  return format === "svg" ? finishSvg(canvas, metadata) : finishPdf(canvas, metadata);
}
