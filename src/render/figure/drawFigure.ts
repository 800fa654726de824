import type { Drawing } from "../drawing.ts";
import { InputError } from "../../core/errors.ts";
import type { Landscape } from "../../core/landscape.ts";
import { resolveOptions } from "../../core/options/table.ts";
import { checkFigure } from "./checkFigure.ts";
import type { Figure } from "./figure.ts";
import { FIGURE_OPTIONS, type FigureGiven } from "./figureOptions.ts";
import { IMAGE_FORMATS } from "../formats/imageFormats.ts";
import { planFigure } from "./planFigure.ts";
import { withSize } from "./size.ts";
import { measureText } from "../text/measure.ts";
import { missingNote } from "../text/missingCharacters.ts";
import { drawText } from "../text/textBoxes.ts";

/** What `renderFigure` does once it is loaded. */
export async function drawFigure(
  landscapes: readonly Landscape[],
  given: FigureGiven,
  metadata: Record<string, string>,
  onNote: (note: string) => void,
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
  for (const box of plan.texts) {
    if (page.drawText) page.drawText(box);
    else drawText(context, box);
  }
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
