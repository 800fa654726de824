import { createCanvas, type Canvas } from "canvas";
import { ensureFont } from "../text/measure.ts";
import type { FigureSize } from "./imageFormat.ts";

/** A canvas with `scale` pixels per unit, whose context counts in units. */
export function createPixelCanvas({ width, height, scale }: FigureSize): Canvas {
  ensureFont();
  const canvas = createCanvas(Math.round(width * scale), Math.round(height * scale));
  canvas.getContext("2d").scale(scale, scale);
  return canvas;
}

/** A canvas of shapes. @param pointsPerUnit what the format counts in, per unit */
export function createVectorCanvas(
  { width, height }: FigureSize,
  format: "svg" | "pdf",
  pointsPerUnit: number,
): Canvas {
  ensureFont();
  const canvas = createCanvas(width * pointsPerUnit, height * pointsPerUnit, format);
  const context = canvas.getContext("2d");
  context.scale(pointsPerUnit, pointsPerUnit);
  // Letters of an embedded font, not outlines: text that can be selected.
  context.textDrawingMode = "glyph";
  return canvas;
}
