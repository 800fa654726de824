import { partOf, recordOptions, resolveOptions } from "../../core/options/table.ts";
import { FIGURE_OPTIONS, type FigureOptions } from "../../render/figureOptions.ts";
import type { PictureGiven } from "../options/pictureOptions.ts";

/**
 * Fills in the defaults of the options that make a picture.
 *
 * @throws InputError where a colour is unknown or the picture too large
 */
export async function resolveView(given: PictureGiven): Promise<FigureOptions> {
  const view = resolveOptions(FIGURE_OPTIONS, partOf(FIGURE_OPTIONS, given));
  const { checkLook } = await import("../../render/checkFigure.ts");
  checkLook(view);
  return view;
}

/** The view as plain JSON, under the names that a manifest gives the options. */
export function viewRecord(view: FigureOptions): Record<string, unknown> {
  const { explain, colormap, ...rest } = recordOptions(FIGURE_OPTIONS, view);
  return { ...rest, explain, colormap, format: undefined, maxPixels: undefined };
}
