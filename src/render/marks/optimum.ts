import type { Landscape, Optimum } from "../../core/landscape.ts";
import type { Drawing } from "../drawing.ts";
import { placeMark } from "../space/lift.ts";
import { onSurface, type Stage } from "../space/stage.ts";
import { INK, RIM } from "../colors/theme.ts";
import type { KeyEntry } from "./key.ts";
import type { Mark, SurfacePanel } from "./mark.ts";
import { fillDiamond } from "./symbols.ts";

/** A diamond on the surface where the loss is least. */
export const OPTIMUM: Mark = {
  keyEntries({ landscapes, options }) {
    const isShown = options.explain || landscapes.some(({ paths = [] }) => paths.length > 0);
    const hasOptimum = landscapes.some(({ optimum }) => optimum?.inside && optimum.exists);
    return isShown && hasOptimum ? [optimumEntry(landscapes)] : [];
  },
  plan(panel) {
    const optimum = shownOptimum(panel);
    return optimum && { stroke: (stage) => strokeOptimum(stage, optimum) };
  },
};

/** Of surfaces that a program evaluated the lowest point is known, not the minimum. */
export function optimumEntry(landscapes: readonly Landscape[]): KeyEntry {
  const optima = landscapes.flatMap(({ optimum }) => optimum ?? []);
  const isSampled = optima.length > 0 && optima.every(({ sampled }) => sampled);
  return { text: isSampled ? "lowest evaluated" : "optimum", draw: drawSymbol };
}

/** The optimum where the panel shows it. */
export function shownOptimum({ figure, landscape }: SurfacePanel): Optimum | undefined {
  const { optimum, paths = [] } = landscape;
  return optimum?.exists && (figure.options.explain || paths.length > 0) ? optimum : undefined;
}

const SIZE = 1.05;
const OUTER = 1.75;
const INNER = 1.25;
const GHOST = 0.3;

export function strokeOptimum(stage: Stage, { x, y }: Optimum): void {
  const { em, strokes } = stage;
  const point = onSurface(stage, x, y);
  if (Number.isNaN(point[2])) return;
  const diamond = (size: number, color: number, above: number) =>
    strokes.diamond(point, {
      width: size,
      color,
      opacity: 1,
      ghost: GHOST,
      lift: placeMark(stage, point, OUTER * SIZE * em, above * em).lift,
      mark: strokes.newMark(above),
    });
  diamond(OUTER * SIZE * em, INK, 0.8);
  diamond(INNER * SIZE * em, RIM, 0.9);
}

function drawSymbol(context: Drawing, x: number, y: number, em: number): void {
  fillDiamond(context, x, y, 0.8 * em, INK);
  fillDiamond(context, x, y, 0.55 * em, RIM);
}
