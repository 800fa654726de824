import type { Drawing } from "./drawing.ts";
import { InputError } from "../core/errors.ts";
import type { Landscape } from "../core/landscape.ts";
import { resolveOptions } from "../core/options/table.ts";
import { checkFigure } from "./checkFigure.ts";
import { withSize, type Figure } from "./figure.ts";
import { FIGURE_OPTIONS, type FigureGiven } from "./figureOptions.ts";
import { IMAGE_FORMATS } from "./formats/imageFormats.ts";
import { planFigure } from "./planFigure.ts";
import { measureText } from "./text/measure.ts";
import { missingNote } from "./text/missingCharacters.ts";
import { drawText } from "./text/TextBox.ts";

/**
 * Draws landscapes side by side.
 *
 * @param given what is left out takes its default
 * @param metadata recorded in the file
 * @param onNote told what a reader of the picture should know, a line each
 * @returns the bytes of a PNG, SVG or PDF file; the same for the same arguments
 * @throws {InputError} where an option is wrong, or the losses do not fit the vertical axis asked for
 */
export async function renderFigure(
  landscapes: readonly Landscape[],
  given: FigureGiven = {},
  metadata: Record<string, string> = {},
  onNote: (note: string) => void = () => {},
): Promise<Uint8Array> {
  if (!Array.isArray(landscapes)) throw new InputError("expected an array of landscapes");
  const options = withSize(resolveOptions(FIGURE_OPTIONS, given), landscapes.length);
  checkFigure(landscapes, options);
  const format = IMAGE_FORMATS[options.format];
  const page = await format.createPage(options);
  const context = page.drawing;
  const plan = await planFigure(landscapes, options, measureText);
  fillBackground(context, plan.figure);
  for (const panel of plan.panels) panel.draw(context);
  plan.key.draw(context);
  for (const box of plan.texts) drawText(context, box);
  const missing = missingNote(plan.texts.map(({ text }) => text));
  if (missing) onNote(missing);
  return page.encode(plan.words, metadata);
}

function fillBackground(context: Drawing, { options, style }: Figure): void {
  const { width, height, background = style.theme.background } = options;
  if (background === "none") return;
  context.fillStyle = background;
  context.fillRect(0, 0, width, height);
}
