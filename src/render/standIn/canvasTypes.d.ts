/// <reference lib="dom" />

/** What of node-canvas's types is used, for a build on a machine where it could not be installed. */
type DomContext = globalThis.CanvasRenderingContext2D;

export interface Canvas {
  readonly width: number;
  readonly height: number;
  getContext(kind: "2d"): CanvasRenderingContext2D;
  toBuffer(...how: unknown[]): Buffer;
}
export type CanvasGradient = globalThis.CanvasGradient;
export interface CanvasRenderingContext2D extends Omit<DomContext, "drawImage" | "putImageData"> {
  textDrawingMode: "path" | "glyph";
  drawImage(image: Canvas, left: number, top: number): void;
  putImageData(image: unknown, left: number, top: number): void;
}
export declare function createCanvas(width: number, height: number, type?: "pdf"): Canvas;
export declare function createImageData(
  data: Uint8ClampedArray,
  width: number,
  height: number,
): unknown;
export declare function registerFont(file: string, font: { family: string }): void;
