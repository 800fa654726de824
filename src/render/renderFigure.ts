import type { Landscape } from "../core/landscape.ts";
import type { FigureGiven } from "./figure/figureOptions.ts";

/**
 * Draws landscapes side by side.
 *
 * @param landscapes one panel each, in the order of the panels
 * @param given what is left out takes its default
 * @param metadata recorded in the file
 * @param onNote told what a reader of the picture should know, a line each
 * @returns the bytes of a PNG, SVG or PDF file; the same for the same arguments
 * @throws {InputError} where an option is wrong, or the losses do not fit the vertical axis asked for
 * @throws {Error} named `MissingCanvas` where PNG or PDF is asked for and node-canvas does not load
 */
export async function renderFigure(
  landscapes: readonly Landscape[],
  given: FigureGiven = {},
  metadata: Record<string, string> = {},
  onNote: (note: string) => void = () => {},
): Promise<Uint8Array> {
  const { drawFigure } = await import("./figure/drawFigure.ts");
  return drawFigure(landscapes, given, metadata, onNote);
}
