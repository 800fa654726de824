import type { DescentPath } from "../../core/landscape.ts";
import type { Point3 } from "../camera.ts";
import { screenX, screenY } from "../camera.ts";
import { placeMark } from "../lift.ts";
import { onSurface } from "../stage.ts";
import type { Stage } from "../stage.ts";
import type { Stroke } from "../raster/strokes.ts";
import { strokeDisc, strokeSegment } from "../raster/strokes.ts";
import { INK, RIM } from "../theme.ts";

const LINE_WIDTH = 0.15;
const RIM_WIDTH = 0.1;
const DOT = 0.42;
const END_DOT = 0.72;
/** Dots nearer than this many of their widths are left out. */
const DOT_SPACING = 1.25;
/** Pixels between the points of the line. */
const STEP = 3;
/** How much of the path shows through a surface in front of it. */
const GHOST = 0.22;
/** Numbers of the pieces that count as one: those of the optimum come before them. */
const FIRST_MARK = 30;
const MARKS_OF_PATH = 20;

/**
 * The paths on the surface, later ones above earlier ones: a line each that
 * follows the surface between steps, a dot a step, start and end.
 *
 * @param inks the colour of each path
 */
export function strokePaths(
  stage: Stage,
  paths: readonly DescentPath[],
  inks: readonly number[],
): void {
  paths.forEach((path, k) => strokePath(stage, path, inks[k], k));
}

function strokePath(stage: Stage, path: DescentPath, ink: number, order: number): void {
  const { em } = stage;
  const stroke = (at: Point3, width: number, color: number, above: number): Stroke => {
    const { lift, isSeen } = placeMark(stage, at, END_DOT * em, above * em);
    const ghost = color === RIM ? GHOST / 2 : GHOST;
    const mark = FIRST_MARK + MARKS_OF_PATH * order + Math.round(20 * above);
    // What lies on the far side is faint throughout, also where it reaches past the outline.
    return isSeen
      ? { width, color, opacity: 1, ghost, lift, mark }
      : { width, color, opacity: ghost, ghost: 1, lift, mark };
  };
  const pieces = insideWindow(stage, path).map((segment) => followSurface(stage, segment));
  const lineWidth = Math.max(LINE_WIDTH * em, 1.2);
  const rim = Math.max(RIM_WIDTH * em, 0.9);
  const line = (width: number, color: number, above: number) => {
    for (const piece of pieces) {
      for (let k = 1; k < piece.length; k++) {
        const [from, to] = [piece[k - 1], piece[k]];
        strokeSegment(stage.fragments, stage.camera, from, to, stroke(from, width, color, above));
      }
    }
  };
  line(lineWidth + 2 * rim, RIM, 0);
  line(lineWidth, ink, 0.45);

  const steps = Array.from(path.x, (x, k) => onSurface(stage, x, path.y[k]));
  const last = steps.length - 1;
  const disc = (point: Point3, width: number, color: number, above: number) =>
    strokeDisc(stage.fragments, stage.camera, point, stroke(point, width, color, above));
  for (const k of spacedOut(stage, steps, DOT * em * DOT_SPACING)) {
    if (k === 0 || k === last) continue;
    disc(steps[k], DOT * em + rim, RIM, 0.5);
    disc(steps[k], DOT * em, ink, 0.55);
  }
  if (last > 0) {
    disc(steps[last], END_DOT * em + 2 * rim, RIM, 0.6);
    disc(steps[last], END_DOT * em, ink, 0.65);
  }
  disc(steps[0], END_DOT * em + 2 * rim, INK, 0.7);
  disc(steps[0], END_DOT * em, RIM, 0.75);
}

type Segment = [fromX: number, fromY: number, toX: number, toY: number];

/** The path's segments, cut at the window's border (Liang and Barsky, 1984). */
function insideWindow({ landscape }: Stage, path: DescentPath): Segment[] {
  const { x, y } = landscape;
  const segments: Segment[] = [];
  for (let k = 1; k < path.x.length; k++) {
    const [x0, y0, x1, y1] = [path.x[k - 1], path.y[k - 1], path.x[k], path.y[k]];
    const [dx, dy] = [x1 - x0, y1 - y0];
    let enter = 0;
    let leave = 1;
    for (const [start, delta, low, high] of [
      [x0, dx, x[0], x[x.length - 1]],
      [y0, dy, y[0], y[y.length - 1]],
    ]) {
      if (delta === 0) {
        if (start < low || start > high) leave = -1;
        continue;
      }
      const a = (low - start) / delta;
      const b = (high - start) / delta;
      enter = Math.max(enter, Math.min(a, b));
      leave = Math.min(leave, Math.max(a, b));
    }
    if (enter <= leave) {
      segments.push([x0 + enter * dx, y0 + enter * dy, x0 + leave * dx, y0 + leave * dy]);
    }
  }
  return segments;
}

/** Points on the surface along a straight segment of weights, a few pixels apart. */
function followSurface(stage: Stage, [x0, y0, x1, y1]: Segment): Point3[] {
  const from = onSurface(stage, x0, y0);
  const to = onSurface(stage, x1, y1);
  const ground = Math.hypot(to[0] - from[0], to[1] - from[1]) * stage.camera.zoom;
  const count = Math.max(1, Math.ceil(ground / STEP));
  return Array.from({ length: count + 1 }, (_, k) =>
    onSurface(stage, x0 + ((x1 - x0) * k) / count, y0 + ((y1 - y0) * k) / count),
  );
}

/** Indices of points at least `spacing` pixels from the one kept before. */
function spacedOut({ camera }: Stage, points: readonly Point3[], spacing: number): number[] {
  const kept: number[] = [];
  let lastX = Infinity;
  let lastY = Infinity;
  points.forEach((point, k) => {
    const x = screenX(camera, point);
    const y = screenY(camera, point);
    if (Math.hypot(x - lastX, y - lastY) < spacing || Number.isNaN(y)) return;
    kept.push(k);
    lastX = x;
    lastY = y;
  });
  return kept;
}
