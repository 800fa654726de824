import type { Drawing } from "../drawing.ts";
import type { DescentPath } from "../../core/landscape.ts";
import { colorAtHeight, onSurface, type Stage } from "../space/stage.ts";
import { INK, RIM } from "../colors/theme.ts";
import type { Mark } from "./mark.ts";
import { inkedPaths, rimOver } from "./pathInks.ts";
import { strokeEndDisc } from "./pathStroke.ts";
import { fillDisc } from "./symbols.ts";

/** A large dot where a path ends. */
export const END: Mark = {
  keyEntries: ({ landscapes }) =>
    landscapes.some(({ paths = [] }) => paths.some(({ x }) => x.length > 1))
      ? [{ text: "last step drawn", draw: drawSymbol }]
      : [],
  plan({ figure, landscape }) {
    const paths = inkedPaths(figure.landscapes, landscape);
    return {
      stroke(stage) {
        for (const { path, ink } of paths) strokeEnd(stage, path, ink);
      },
    };
  },
};

/** Nothing where the path has not left its start. */
export function strokeEnd(stage: Stage, { x, y }: DescentPath, ink: number): void {
  const last = x.length - 1;
  if (last === 0) return;
  const point = onSurface(stage, x[last], y[last]);
  strokeEndDisc(stage, point, rimOver(colorAtHeight(stage, point[2]), ink), ink, 0.6);
}

function drawSymbol(context: Drawing, x: number, y: number, em: number): void {
  fillDisc(context, x, y, 0.46 * em, RIM);
  fillDisc(context, x, y, 0.36 * em, INK);
}
