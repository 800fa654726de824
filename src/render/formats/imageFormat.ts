import type { Canvas, CanvasRenderingContext2D } from "canvas";

/** A unit is a CSS pixel. */
export const UNITS_PER_INCH = 96;

/** Size of a figure in units, and its pixels per unit. */
export interface FigureSize {
  width: number;
  height: number;
  scale: number;
}

/** A kind of picture file. What takes time to load is loaded when it is called. */
export interface ImageFormat {
  /** Endings of its files' names, the usual one first. */
  extensions: readonly [string, ...string[]];
  mediaType: string;
  /** Whether shapes stay shapes; otherwise the canvas has `scale` pixels per unit. */
  isVector: boolean;
  /** A canvas whose context counts in units. */
  createCanvas(size: FigureSize): Promise<Canvas>;
  /** The canvas as a file's bytes, with metadata in it: Latin-1 keys, any text. */
  encode(canvas: Canvas, size: FigureSize, metadata: Record<string, string>): Promise<Uint8Array>;
  /** The metadata that `encode` wrote; nothing where the file is not whole. */
  readMetadata(bytes: Buffer): Promise<Record<string, string>>;
}

/** A canvas with `scale` pixels per unit. */
export async function createPixelCanvas({ width, height, scale }: FigureSize): Promise<Canvas> {
  const canvas = await createCanvas(Math.round(width * scale), Math.round(height * scale));
  contextOf(canvas).scale(scale, scale);
  return canvas;
}

/** @param pointsPerUnit what the format counts in, per unit */
export async function createVectorCanvas(
  { width, height }: FigureSize,
  format: "svg" | "pdf",
  pointsPerUnit: number,
): Promise<Canvas> {
  const canvas = await createCanvas(width * pointsPerUnit, height * pointsPerUnit, format);
  const context = contextOf(canvas);
  context.scale(pointsPerUnit, pointsPerUnit);
  // Letters of an embedded font, not outlines: text that can be selected.
  context.textDrawingMode = "glyph";
  return canvas;
}

async function createCanvas(width: number, height: number, type?: "svg" | "pdf"): Promise<Canvas> {
  const [{ createCanvas }, { ensureFont }] = await Promise.all([
    import("canvas"),
    import("../text/font.ts"),
  ]);
  ensureFont();
  return createCanvas(width, height, type);
}

function contextOf(canvas: Canvas): CanvasRenderingContext2D {
  return canvas.getContext("2d");
}
