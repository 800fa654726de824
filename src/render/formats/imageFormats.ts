import { LONGEST_SIDE, UNITS_PER_INCH, type FigureSize, type ImageFormat } from "./imageFormat.ts";
import { PDF } from "./pdf.ts";
import { PNG } from "./png.ts";
import { SVG } from "./svg.ts";

/** The formats in which a figure can be written. */
export const IMAGE_FORMATS = { png: PNG, svg: SVG, pdf: PDF } satisfies Record<string, ImageFormat>;

export type ImageFormatName = keyof typeof IMAGE_FORMATS;

/** The least resolution of an image among shapes, in dots per inch. */
export const LEAST_DPI = 300;

/** Of a figure's images: among shapes as many as a printer shows, unless there would be too many. */
export function pixelsPerUnit({
  format,
  width,
  height,
  scale,
  maxPixels,
}: FigureSize & { format: ImageFormatName; maxPixels: number }): number {
  if (!IMAGE_FORMATS[format].isVector) return scale;
  const most = Math.min(
    LONGEST_SIDE / Math.max(width, height),
    Math.sqrt(maxPixels / (width * height)),
  );
  return Math.min(Math.max(LEAST_DPI / UNITS_PER_INCH, scale), most);
}
