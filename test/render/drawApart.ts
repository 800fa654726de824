import type { ImageFormatName } from "../../src/render/formats/imageFormats.ts";
import { renderFigure } from "../../src/render/renderFigure.ts";
import { bowl, figureOptions, fromFunction } from "./landscapes.ts";

// Run by tests in a process of its own: draws a figure on standard output.
const format = process.argv[2] as ImageFormatName;
const panels = [fromFunction(bowl, 9, { title: "Loss ∞ ×10⁻⁵ −1 κ Größe" })];
const options = figureOptions({ format, colorbar: true });
const bytes = await renderFigure(panels, options);
process.stdout.write(bytes);
