import type { Optimum } from "../../core/landscape.ts";
import { placeMark } from "../lift.ts";
import { onFloor, onSurface } from "../stage.ts";
import type { Stage } from "../stage.ts";
import { strokeDiamond, strokeSegment } from "../raster/strokes.ts";
import { INK, RIM } from "../theme.ts";

const SIZE = 1.05;
const OUTER = 1.75;
const INNER = 1.25;
const DROP_WIDTH = 0.11;
const GHOST = 0.3;

/** A diamond on the surface where the loss is least, and a line down to its weights on the floor. */
export function strokeOptimum(stage: Stage, { x, y }: Optimum): void {
  const { em, fragments, camera } = stage;
  const point = onSurface(stage, x, y);
  if (Number.isNaN(point[2])) return;
  const foot = onFloor(stage, x, y);
  const width = Math.max(DROP_WIDTH * em, 1);
  const drop = (lineWidth: number, color: number, ghost: number, lift: number, mark: number) =>
    strokeSegment(fragments, camera, point, foot, {
      width: lineWidth,
      color,
      opacity: 0.9,
      ghost,
      lift,
      mark,
    });
  drop(2.2 * width, RIM, GHOST / 3, 0, 20);
  drop(width, INK, GHOST, 0.5 / camera.zoom, 21);
  const diamond = (size: number, color: number, above: number, mark: number) =>
    strokeDiamond(fragments, camera, point, {
      width: size,
      color,
      opacity: 1,
      ghost: GHOST,
      lift: placeMark(stage, point, OUTER * SIZE * em, above * em).lift,
      mark,
    });
  diamond(OUTER * SIZE * em, INK, 0.8, 22);
  diamond(INNER * SIZE * em, RIM, 0.9, 23);
}
