import { createCanvas, registerFont, type CanvasRenderingContext2D } from "canvas";
import { createRequire } from "node:module";

/** Advance width in pixels of a text at a font size. */
export type MeasureText = (text: string, size: number) => number;

const MOST_REMEMBERED = 10_000;
const widths = new Map<string, number>();
let context: CanvasRenderingContext2D | undefined;

/**
 * Measures each text once in a process: tick labels come again and again. On a
 * canvas of its own, so that a figure is laid out alike in every format.
 */
export const measureText: MeasureText = (text, size) => {
  const key = `${size} ${text}`;
  let width = widths.get(key);
  if (width === undefined) {
    ensureFont();
    context ??= createCanvas(1, 1).getContext("2d");
    context.font = fontOf(size);
    const measured = context.measureText(text);
    width = Math.max(
      measured.width,
      measured.actualBoundingBoxRight + measured.actualBoundingBoxLeft,
    );
    if (widths.size >= MOST_REMEMBERED) widths.clear();
    widths.set(key, width);
  }
  return width;
};

/** Longer texts are cut before they are measured: no figure has room for them. */
const LONGEST = 400;

const FONT_FAMILY = "Inter";

let isRegistered = false;

/** One line of text: control characters and line breaks become spaces. */
export function oneLine(text: string): string {
  return text
    .slice(0, LONGEST)
    .replace(/[\p{Cc}\p{Zl}\p{Zp}\s]+/gu, " ")
    .replace(/\p{Cs}/gu, "")
    .trim();
}

/** The text, or as much of its beginning as fits into `width` with an ellipsis; empty where not even that fits. */
export function shorten(text: string, size: number, width: number, measure: MeasureText): string {
  if (measure(text, size) <= width) return text;
  const letters = Array.from(new Intl.Segmenter().segment(text), ({ segment }) => segment);
  let fits = 0;
  let tooLong = letters.length;
  while (fits < tooLong - 1) {
    const middle = (fits + tooLong) >> 1;
    if (measure(withEllipsis(letters, middle), size) <= width) fits = middle;
    else tooLong = middle;
  }
  return fits > 0 ? withEllipsis(letters, fits) : "";
}

function withEllipsis(letters: readonly string[], count: number): string {
  return `${letters.slice(0, count).join("").trimEnd()}…`;
}

/**
 * Registers the font that ships with the program, so that text is the same on a
 * machine without fonts. Must run before the first text is drawn.
 */
export function ensureFont(): void {
  if (isRegistered) return;
  const require = createRequire(import.meta.url);
  const file = require.resolve("@expo-google-fonts/inter/400Regular/Inter_400Regular.ttf");
  registerFont(file, { family: FONT_FAMILY });
  isRegistered = true;
}

/** @param size in pixels */
export function fontOf(size: number): string {
  return `${size}px ${FONT_FAMILY}`;
}

/** The size in pixels of such a font. */
export function sizeOf(font: string): number {
  return Number.parseFloat(font);
}
