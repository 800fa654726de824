import type { Canvas } from "canvas";

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
  /** Whether the bytes are those that `encode` wrote, with metadata in them. */
  isUnchanged(bytes: Buffer): Promise<boolean>;
  /** The metadata that `encode` wrote; nothing where the file is not whole. */
  readMetadata(bytes: Buffer): Promise<Record<string, string>>;
}
