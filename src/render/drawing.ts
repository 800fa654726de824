import type { Canvas, CanvasRenderingContext2D } from "canvas";

/** What of a canvas's context figures are drawn with; counts in units. */
type DrawingState =
  | "fillStyle"
  | "strokeStyle"
  | "globalAlpha"
  | "lineWidth"
  | "lineCap"
  | "lineJoin"
  | "font"
  | "textAlign"
  | "textBaseline";
type DrawingCalls =
  | "save"
  | "restore"
  | "translate"
  | "rotate"
  | "beginPath"
  | "closePath"
  | "moveTo"
  | "lineTo"
  | "arc"
  | "rect"
  | "clip"
  | "fill"
  | "stroke"
  | "fillRect"
  | "strokeRect"
  | "fillText"
  | "setLineDash"
  | "createLinearGradient";

/** Where a figure is drawn, whatever becomes of it: pixels, or the shapes of a vector format. */
export interface Drawing extends Pick<CanvasRenderingContext2D, DrawingState | DrawingCalls> {
  /**
   * Draws an image whose first pixel lies at `(left, top)`, counted in pixels of the image.
   * Formats of shapes take it for opaque.
   */
  drawPixels(image: Canvas, left: number, top: number, pixelsPerUnit: number): void;
}
