import { writeResult } from "../output.ts";
import { colorDepth } from "../terminal.ts";
import type { CommandSpec } from "./command.ts";

/** Cells of a swatch. */
const SWATCH_WIDTH = 32;
/** Of the 256 colours of a terminal the cube of 6 x 6 x 6. */
const CUBE_START = 16;
const CUBE_SIDE = 6;

/** `loss-landscape colormaps`: the names that --colormap takes, with their colours where these can be shown. */
export const colormaps: CommandSpec = {
  summary: "list the colormaps, with a swatch each on a terminal that has colours",
  options: {},
  examples: `  loss-landscape colormaps
  NO_COLOR=1 loss-landscape colormaps
  loss-landscape render --colormap magma-r,turbo --out fig.png`,
  async run() {
    const { colormapNames, paletteColor, samplePalette } =
      await import("../../render/colors/colormaps.ts");
    const depth = await colorDepth();
    const lines = colormapNames().map((name) => {
      if (depth === 0) return `${name}\n`;
      const palette = samplePalette(name);
      const cells = Array.from({ length: SWATCH_WIDTH }, (_, k) =>
        paint(paletteColor(palette, k / (SWATCH_WIDTH - 1)), depth),
      );
      return `${cells.join("")}\u001b[0m ${name}\n`;
    });
    await writeResult("-", lines);
  },
};

/** A blank on a colour. */
function paint(color: readonly number[], depth: 256 | 16_777_216): string {
  if (depth === 256) {
    const [r, g, b] = color.map((value) => Math.round((value / 255) * (CUBE_SIDE - 1)));
    return `\u001b[48;5;${CUBE_START + CUBE_SIDE ** 2 * r + CUBE_SIDE * g + b}m `;
  }
  return `\u001b[48;2;${color.map(Math.round).join(";")}m `;
}
