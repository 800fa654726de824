import type { Drawing } from "../drawing.ts";
import type { TextBox } from "../text/textBoxes.ts";

/** A unit is a CSS pixel. */
export const UNITS_PER_INCH = 96;
/** Cairo draws no picture with a longer side. */
export const LONGEST_SIDE = 32_767;

/** Size of a figure in units, and its pixels per unit. */
export interface FigureSize {
  width: number;
  height: number;
  scale: number;
}

/** What a figure says, for those who cannot see it and for programs that list pictures. */
export interface FigureWords {
  title: string;
  description: string;
}

/** A picture file that is being drawn. */
export interface Page {
  drawing: Drawing;
  /** Draws a line of text, where the page has a faster way than its drawing. */
  drawText?(box: TextBox): void;
  /** The file's bytes, with metadata in it: Latin-1 keys, any text. */
  encode(words: FigureWords, metadata: Record<string, string>): Promise<Uint8Array>;
}

/** A kind of picture file. What takes time to load is loaded when it is called. */
export interface ImageFormat {
  /** Endings of its files' names, the usual one first. */
  extensions: readonly [string, ...string[]];
  mediaType: string;
  /** Whether shapes stay shapes; otherwise the page has `scale` pixels per unit. */
  isVector: boolean;
  createPage(size: FigureSize): Promise<Page>;
  /** Whether the bytes are those that a page gave, with metadata in them. */
  isUnchanged(bytes: Buffer): Promise<boolean>;
  /** The metadata in a page's bytes; nothing where the file is not whole. */
  readMetadata(bytes: Buffer): Promise<Record<string, string>>;
}
