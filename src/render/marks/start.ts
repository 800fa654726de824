import type { Drawing } from "../drawing.ts";
import type { DescentPath } from "../../core/landscape.ts";
import { onSurface, type Stage } from "../space/stage.ts";
import { INK, RIM } from "../colors/theme.ts";
import type { Mark } from "./mark.ts";
import { strokeEndDisc } from "./pathStroke.ts";
import { fillDisc } from "./symbols.ts";

/** A ring where a path starts. */
export const START: Mark = {
  keyEntries: ({ landscapes }) =>
    landscapes.some(({ paths = [] }) => paths.length > 0)
      ? [{ text: "start", draw: drawSymbol }]
      : [],
  plan: ({ landscape: { paths = [] } }) => ({
    stroke(stage) {
      for (const path of paths) strokeStart(stage, path);
    },
  }),
};

export function strokeStart(stage: Stage, { x, y }: DescentPath): void {
  strokeEndDisc(stage, onSurface(stage, x[0], y[0]), INK, RIM, 0.7);
}

function drawSymbol(context: Drawing, x: number, y: number, em: number): void {
  fillDisc(context, x, y, 0.46 * em, INK);
  fillDisc(context, x, y, 0.33 * em, RIM);
}
