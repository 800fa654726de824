import type { ImageFormatName } from "../../src/render/formats/imageFormats.ts";
import { renderFigure } from "../../src/render/renderFigure.ts";
import { bowl, figureOptions, fromFunction } from "./landscapes.ts";

// Run by tests in a process of its own: draws a figure on standard output, its notes on standard error.
const format = process.argv[2] as ImageFormatName;
const title = process.argv[3] ?? "Loss ∞ ×10⁻⁵ −1 κ Größe";
const panels = [fromFunction(bowl, 9, { title })];
const options = figureOptions({ format, colorbar: true });
const bytes = await renderFigure(panels, options, {}, (note) => process.stderr.write(`${note}\n`));
process.stdout.write(bytes);
