import type { Optimum } from "../../core/landscape.ts";
import { liftFor, liftOn, onFloor, onSurface } from "../stage.ts";
import type { Stage } from "../stage.ts";
import { strokeDiamond, strokeSegment } from "../strokes.ts";
import { INK, RIM } from "../theme.ts";

const SIZE = 1.05;
const DROP_WIDTH = 0.11;
const GHOST = 0.3;

/** A diamond on the surface where the loss is least, and a line down to its weights on the floor. */
export function strokeOptimum(stage: Stage, { x, y }: Optimum): void {
  const { em, fragments, camera } = stage;
  const point = onSurface(stage, x, y);
  if (Number.isNaN(point[2])) return;
  const foot = onFloor(stage, x, y);
  const width = Math.max(DROP_WIDTH * em, 1);
  strokeSegment(fragments, camera, [...point], foot, {
    width,
    color: INK,
    opacity: 0.9,
    ghost: GHOST,
    lift: 0,
    mark: 20,
  });
  const diamond = (size: number, color: number, above: number, mark: number) =>
    strokeDiamond(fragments, camera, point, {
      width: size,
      color,
      opacity: 1,
      ghost: GHOST,
      lift: liftOn(stage, point, liftFor(stage, SIZE * em), (above * em) / camera.zoom),
      mark,
    });
  diamond(1.75 * SIZE * em, INK, 0.8, 21);
  diamond(1.25 * SIZE * em, RIM, 0.9, 22);
}
