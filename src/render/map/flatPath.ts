import type { Drawing } from "../drawing.ts";
import type { DescentPath, Landscape } from "../../core/landscape.ts";
import { clarityOnScreen, type ScreenPoint } from "../marks/crowding.ts";
import { insideWindow, spacedOut } from "../marks/pathPieces.ts";
import { css, fillDisc } from "../marks/symbols.ts";
import { INK, RIM } from "../theme.ts";

const LINE_WIDTH = 0.16;
const RIM_WIDTH = 0.1;
const DOT = 0.42;
/** Dots nearer than this many of their widths are left out. */
const DOT_SPACING = 1.9;
const END_DOT = 0.78;
/** Units between the points at which a path's ink is counted. */
const STEP = 3;

/** A path seen from straight above: where its steps lie, and the pieces that lie in the window. */
export interface FlatPath {
  ink: number;
  steps: ScreenPoint[];
  pieces: { from: ScreenPoint; to: ScreenPoint }[];
}

/** @param project places of weights on the screen */
export function flattenPath(
  landscape: Landscape,
  path: DescentPath,
  ink: number,
  project: (x: number, y: number) => ScreenPoint,
): FlatPath {
  const { x, y } = landscape;
  const isInside = (u: number, v: number) =>
    u >= x[0] && u <= x[x.length - 1] && v >= y[0] && v <= y[y.length - 1];
  return {
    ink,
    steps: Array.from(path.x, (u, k): ScreenPoint =>
      isInside(u, path.y[k]) ? project(u, path.y[k]) : [NaN, NaN],
    ),
    pieces: insideWindow(landscape, path).map(([x0, y0, x1, y1]) => ({
      from: project(x0, y0),
      to: project(x1, y1),
    })),
  };
}

/** Points of a path a few units apart. */
export function pointsOf({ from, to }: FlatPath["pieces"][number]): ScreenPoint[] {
  const count = Math.max(1, Math.ceil(Math.hypot(to[0] - from[0], to[1] - from[1]) / STEP));
  return Array.from({ length: count + 1 }, (_, k): ScreenPoint => [
    from[0] + ((to[0] - from[0]) * k) / count,
    from[1] + ((to[1] - from[1]) * k) / count,
  ]);
}

/** A line in its ink with a light rim and a dot a step; what swings over the same ground fades. */
export function drawFlatPath(context: Drawing, path: FlatPath, em: number): void {
  const { ink, steps, pieces } = path;
  const lineWidth = Math.max(LINE_WIDTH * em, 1.1);
  const rim = Math.max(RIM_WIDTH * em, 0.8);
  const clarities = clarityOnScreen(pieces.map(pointsOf), lineWidth + 2 * rim);
  context.lineCap = "round";
  context.lineJoin = "round";
  for (const [width, color] of [
    [lineWidth + 2 * rim, RIM],
    [lineWidth, ink],
  ]) {
    context.lineWidth = width;
    context.strokeStyle = css(color);
    for (const { clarity, points } of stretchesOfClarity(pieces, clarities)) {
      context.globalAlpha = clarity;
      context.beginPath();
      points.forEach(([x, y], k) => (k === 0 ? context.moveTo(x, y) : context.lineTo(x, y)));
      context.stroke();
    }
  }
  context.globalAlpha = 1;
  const last = steps.length - 1;
  for (const k of spacedOut(steps, DOT * em * DOT_SPACING)) {
    if (k === 0 || k === last) continue;
    fillDisc(context, steps[k][0], steps[k][1], (DOT * em + rim) / 2, RIM);
    fillDisc(context, steps[k][0], steps[k][1], (DOT * em) / 2, ink);
  }
}

/** Pieces that join and are equally clear as one line. */
function stretchesOfClarity(
  pieces: FlatPath["pieces"],
  clarities: readonly number[],
): { clarity: number; points: ScreenPoint[] }[] {
  const stretches: { clarity: number; points: ScreenPoint[] }[] = [];
  pieces.forEach(({ from, to }, k) => {
    const clarity = clarities[k];
    if (clarity === 0) return;
    const current = stretches.at(-1);
    const end = current?.points.at(-1);
    const joins = current?.clarity === clarity && end?.[0] === from[0] && end[1] === from[1];
    if (joins) current?.points.push(to);
    else stretches.push({ clarity, points: [from, to] });
  });
  return stretches;
}

/** A ring where it starts. */
export function drawFlatStart(context: Drawing, path: FlatPath, em: number): void {
  drawRing(context, path.steps[0], em, INK, RIM);
}

/** A large dot where it ends; nothing where it has not left its start. */
export function drawFlatEnd(context: Drawing, path: FlatPath, em: number): void {
  const last = path.steps.length - 1;
  if (last > 0) drawRing(context, path.steps[last], em, RIM, path.ink);
}

function drawRing(
  context: Drawing,
  [x, y]: ScreenPoint,
  em: number,
  outer: number,
  inner: number,
): void {
  if (Number.isNaN(x)) return;
  fillDisc(context, x, y, (END_DOT / 2 + RIM_WIDTH) * em, outer);
  fillDisc(context, x, y, (END_DOT / 2) * em, inner);
}
