import type { Drawing } from "../drawing.ts";
import type { DescentPath, Landscape } from "../../core/landscape.ts";
import { type Point3, screenX, screenY } from "../space/camera.ts";
import { colorAtHeight, onSurface, type Stage } from "../space/stage.ts";
import { RIM } from "../colors/theme.ts";
import { formatCompact } from "../scales/numberFormat.ts";
import type { Mark } from "./mark.ts";
import { clarityOfPieces, type ScreenPoint } from "../contours/crowding.ts";
import { inkedPaths, inksByLabel, rimOver } from "./pathInks.ts";
import { insideWindow, spacedOut, type Segment } from "./pathPieces.ts";
import { pathStroke, rimOf } from "./pathStroke.ts";
import { css, fillDisc } from "./symbols.ts";

/** Paths on the surface, later ones above earlier ones: a line that follows it between steps, a dot a step. */
export const PATH: Mark = {
  keyEntries: ({ landscapes }) =>
    Array.from(inksByLabel(landscapes), ([text, ink]) => ({
      text,
      count: stepsDrawn(landscapes, text),
      draw: (context, x, y, em) => drawSymbol(context, x, y, em, ink),
    })),
  plan({ figure, landscape }) {
    const paths = inkedPaths(figure.landscapes, landscape);
    return {
      stroke(stage) {
        for (const { path, ink } of paths) strokePath(stage, path, ink);
      },
    };
  },
};

/** `200 of 70,811 steps`, a count for each panel; nothing where every path is drawn to its end. */
function stepsDrawn(landscapes: readonly Landscape[], label: string): string | undefined {
  const paths = landscapes.flatMap(({ paths = [] }) =>
    paths.filter((path) => path.label === label),
  );
  const isPartial = ({ x, stepsToTolerance = 0 }: DescentPath) =>
    Number.isFinite(stepsToTolerance) && stepsToTolerance > x.length - 1;
  if (!paths.some(isPartial)) return undefined;
  const counts = paths.map((path) => {
    const drawn = formatCompact(path.x.length - 1, 7);
    return isPartial(path) ? `${drawn} of ${formatCompact(path.stepsToTolerance ?? 0, 7)}` : drawn;
  });
  return `${counts.join(" | ")} steps`;
}

const LINE_WIDTH = 0.15;
const DOT = 0.42;
/** Dots nearer than this many of their widths are left out. */
const DOT_SPACING = 1.9;
/** Pixels between the points of the line. */
const STEP = 3;

export function strokePath(stage: Stage, path: DescentPath, ink: number): void {
  const { em, strokes, camera } = stage;
  const pieces = insideWindow(stage.landscape, path).map((segment) =>
    followSurface(stage, segment),
  );
  const lineWidth = Math.max(LINE_WIDTH * em, 1.2);
  const rim = rimOf(stage);
  const clarities = clarityOfPieces(pieces, camera, lineWidth + 2 * rim);
  const rimAt = ([, , height]: Point3) => rimOver(colorAtHeight(stage, height), ink);
  const line = (width: number, colorAt: (point: Point3) => number, above: number) => {
    const mark = strokes.newMark(above);
    pieces.forEach((piece, index) => {
      const clarity = clarities[index];
      if (clarity === 0) return;
      for (let k = 1; k < piece.length; k++) {
        const [from, to] = [piece[k - 1], piece[k]];
        const stroke = pathStroke(stage, from, width, colorAt(from), above, mark);
        const opacity = clarity * stroke.opacity;
        strokes.segment(from, to, { ...stroke, opacity });
      }
    });
  };
  line(lineWidth + 2 * rim, rimAt, 0);
  line(lineWidth, () => ink, 0.45);

  const steps = Array.from(path.x, (x, k) => onSurface(stage, x, path.y[k]));
  const places = steps.map((point): ScreenPoint => [
    screenX(camera, point),
    screenY(camera, point),
  ]);
  const last = steps.length - 1;
  const [rims, dots] = [strokes.newMark(0.5), strokes.newMark(0.55)];
  const disc = (point: Point3, width: number, color: number, above: number, mark: number) =>
    strokes.disc(point, pathStroke(stage, point, width, color, above, mark));
  for (const k of spacedOut(places, DOT * em * DOT_SPACING)) {
    if (k === 0 || k === last) continue;
    disc(steps[k], DOT * em + rim, rimAt(steps[k]), 0.5, rims);
    disc(steps[k], DOT * em, ink, 0.55, dots);
  }
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

function drawSymbol(context: Drawing, x: number, y: number, em: number, ink: number): void {
  context.fillStyle = css(RIM);
  context.fillRect(x - 0.85 * em, y - 0.19 * em, 1.7 * em, 0.38 * em);
  context.fillStyle = css(ink);
  context.fillRect(x - 0.85 * em, y - 0.08 * em, 1.7 * em, 0.16 * em);
  for (const side of [-0.85, 0, 0.85]) {
    fillDisc(context, x + side * em, y, 0.27 * em, RIM);
    fillDisc(context, x + side * em, y, 0.21 * em, ink);
  }
}
