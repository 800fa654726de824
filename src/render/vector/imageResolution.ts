import { LONGEST_SIDE, type FigureOptions } from "../figureOptions.ts";
import { UNITS_PER_INCH } from "../formats/imageFormat.ts";

/** The least resolution of an image among shapes, in dots per inch. */
const LEAST_DPI = 300;

/** Pixels per unit of the images in a figure of shapes: as many as a printer shows, unless there would be too many. */
export function imageResolution({
  width,
  height,
  scale,
  maxPixels,
}: FigureOptions & { width: number; height: number }): number {
  const most = Math.min(
    LONGEST_SIDE / Math.max(width, height),
    Math.sqrt(maxPixels / (width * height)),
  );
  return Math.min(Math.max(LEAST_DPI / UNITS_PER_INCH, scale), most);
}
