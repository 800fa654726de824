import type { Optimum } from "../../core/landscape.ts";
import { onFloor, onSurface, type Stage } from "../space/stage.ts";
import { INK, RIM } from "../colors/theme.ts";
import type { Mark } from "./mark.ts";
import { shownOptimum } from "./optimum.ts";

/** A line from the optimum down to its weights on the floor. */
export const DROP_LINE: Mark = {
  plan(panel) {
    const optimum = shownOptimum(panel);
    return optimum && { stroke: (stage) => strokeDropLine(stage, optimum) };
  },
};

const WIDTH = 0.11;
const RIM_WIDTH = 2.2;
const GHOST = 0.3;

export function strokeDropLine(stage: Stage, { x, y }: Optimum): void {
  const { em, strokes, camera } = stage;
  const point = onSurface(stage, x, y);
  if (Number.isNaN(point[2])) return;
  const width = Math.max(WIDTH * em, 1);
  const drop = (lineWidth: number, color: number, ghost: number, lift: number) =>
    strokes.segment(point, onFloor(stage, x, y), {
      width: lineWidth,
      color,
      opacity: 0.9,
      ghost,
      lift,
      mark: strokes.newMark(),
    });
  drop(RIM_WIDTH * width, RIM, GHOST / 3, 0);
  drop(width, INK, GHOST, 0.5 / camera.zoom);
}
