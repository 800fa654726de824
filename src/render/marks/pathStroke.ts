import type { Point3 } from "../space/camera.ts";
import { placeMark } from "../space/lift.ts";
import type { Stroke } from "../space/strokes.ts";
import type { Stage } from "../space/stage.ts";
import { RIM } from "../colors/theme.ts";

const RIM_WIDTH = 0.1;
/** Of the discs at a path's ends. */
const END_DOT = 0.72;
/** How much of a path shows through a surface in front of it. */
const GHOST = 0.22;

/** Width of the rim around lines and dots, in pixels. */
export function rimOf({ em }: Stage): number {
  return Math.max(RIM_WIDTH * em, 0.9);
}

/** @param above how far over the surface towards the viewer, in ems: what is drawn over what */
export function pathStroke(
  stage: Stage,
  at: Point3,
  width: number,
  color: number,
  above: number,
  mark: number,
): Stroke {
  const { lift, isSeen } = placeMark(stage, at, END_DOT * stage.em, above * stage.em);
  const ghost = color === RIM ? GHOST / 2 : GHOST;
  // What lies on the far side is faint throughout, also where it reaches past the outline.
  return isSeen
    ? { width, color, opacity: 1, ghost, lift, mark }
    : { width, color, opacity: ghost, ghost: 1, lift, mark };
}

/** A disc at an end of a path. @param above of its rim, in ems */
export function strokeEndDisc(
  stage: Stage,
  point: Point3,
  rimColor: number,
  color: number,
  above: number,
): void {
  const { em, strokes } = stage;
  const disc = (width: number, ink: number, height: number) =>
    strokes.disc(point, pathStroke(stage, point, width, ink, height, strokes.newMark(height)));
  disc(END_DOT * em + 2 * rimOf(stage), rimColor, above);
  disc(END_DOT * em, color, above + 0.05);
}
