import type { Drawing } from "../drawing.ts";
import type { DescentPath, Landscape } from "../../core/landscape.ts";
import { clarityOnScreen, type ScreenPoint } from "../contours/crowding.ts";
import { insideWindow, spacedOut, type Segment } from "../marks/pathPieces.ts";
import { css, fillDisc } from "../marks/symbols.ts";
import { INK, RIM } from "../colors/theme.ts";

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
  /** Of the steps; of what lies between them in `pieces`. */
  rims: number[];
  pieces: Piece[];
}

interface Piece {
  from: ScreenPoint;
  to: ScreenPoint;
  rim: number;
}

/**
 * @param project places of weights on the screen
 * @param rimAt colour of the path's rim there
 */
export function flattenPath(
  landscape: Landscape,
  path: DescentPath,
  ink: number,
  project: (x: number, y: number) => ScreenPoint,
  rimAt: (x: number, y: number) => number,
): FlatPath {
  const { x, y } = landscape;
  const isInside = (u: number, v: number) =>
    u >= x[0] && u <= x[x.length - 1] && v >= y[0] && v <= y[y.length - 1];
  return {
    ink,
    steps: Array.from(path.x, (u, k): ScreenPoint =>
      isInside(u, path.y[k]) ? project(u, path.y[k]) : [NaN, NaN],
    ),
    rims: Array.from(path.x, (u, k) => rimAt(u, path.y[k])),
    pieces: insideWindow(landscape, path).flatMap((segment) => ofOneRim(segment, project, rimAt)),
  };
}

/** A segment, divided where its rim changes. */
function ofOneRim(
  [x0, y0, x1, y1]: Segment,
  project: (x: number, y: number) => ScreenPoint,
  rimAt: (x: number, y: number) => number,
): Piece[] {
  const ends = { from: project(x0, y0), to: project(x1, y1) };
  const count = pointsOf(ends).length - 1;
  const pieces: Piece[] = [];
  for (let k = 0; k < count; k++) {
    const at = (share: number): [number, number] => [
      x0 + share * (x1 - x0),
      y0 + share * (y1 - y0),
    ];
    const rim = rimAt(...at((k + 0.5) / count));
    const to = k + 1 === count ? ends.to : project(...at((k + 1) / count));
    const last = pieces.at(-1);
    if (last?.rim === rim) last.to = to;
    else pieces.push({ from: last?.to ?? ends.from, to, rim });
  }
  return pieces;
}

/** Points of a path a few units apart. */
export function pointsOf({ from, to }: Pick<Piece, "from" | "to">): ScreenPoint[] {
  const count = Math.max(1, Math.ceil(Math.hypot(to[0] - from[0], to[1] - from[1]) / STEP));
  return Array.from({ length: count + 1 }, (_, k): ScreenPoint => [
    from[0] + ((to[0] - from[0]) * k) / count,
    from[1] + ((to[1] - from[1]) * k) / count,
  ]);
}

/** A line in its ink with a rim and a dot a step; what swings over the same ground fades. */
export function drawFlatPath(context: Drawing, path: FlatPath, em: number): void {
  const { ink, steps, rims, pieces } = path;
  const lineWidth = Math.max(LINE_WIDTH * em, 1.1);
  const rim = Math.max(RIM_WIDTH * em, 0.8);
  const clarities = clarityOnScreen(pieces.map(pointsOf), lineWidth + 2 * rim);
  context.lineCap = "round";
  context.lineJoin = "round";
  for (const isRim of [true, false]) {
    context.lineWidth = isRim ? lineWidth + 2 * rim : lineWidth;
    for (const { clarity, points, color } of stretchesOfClarity(pieces, clarities)) {
      context.strokeStyle = css(isRim ? color : ink);
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
    fillDisc(context, steps[k][0], steps[k][1], (DOT * em + rim) / 2, rims[k]);
    fillDisc(context, steps[k][0], steps[k][1], (DOT * em) / 2, ink);
  }
}

/** Pieces that join, are equally clear and have one rim, as one line. */
function stretchesOfClarity(
  pieces: FlatPath["pieces"],
  clarities: readonly number[],
): { clarity: number; color: number; points: ScreenPoint[] }[] {
  const stretches: { clarity: number; color: number; points: ScreenPoint[] }[] = [];
  pieces.forEach(({ from, to, rim }, k) => {
    const clarity = clarities[k];
    if (clarity === 0) return;
    const current = stretches.at(-1);
    const end = current?.points.at(-1);
    const isLike = current?.clarity === clarity && current.color === rim;
    const joins = isLike && end?.[0] === from[0] && end[1] === from[1];
    if (joins) current?.points.push(to);
    else stretches.push({ clarity, color: rim, points: [from, to] });
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
  if (last > 0) drawRing(context, path.steps[last], em, path.rims[last], path.ink);
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
