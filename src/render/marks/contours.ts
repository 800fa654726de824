import type { Drawing } from "../drawing.ts";
import { screenX, screenY, type Camera } from "../space/camera.ts";
import { paletteColor } from "../colors/colormaps.ts";
import { contourLines, type ContourLine } from "../contours/contourLines.ts";
import { liftOfLine, placeMark } from "../space/lift.ts";
import { toneOf } from "../scales/verticalScale.ts";
import { onFloor, onSurface, type Stage } from "../space/stage.ts";
import { strokeLine } from "../space/strokes.ts";
import { contrasting, distinctFrom, packColor, parseHex, type Rgb } from "../colors/color.ts";
import { contourLevels } from "../contours/contourLevels.ts";
import type { Mark, SurfacePanel } from "./mark.ts";
import {
  spacedLevels,
  stretchesOf,
  withoutCrowding,
  type Project,
} from "../contours/lineSpacing.ts";
import type { PixelImage } from "../raster/PixelColumn.ts";
import { tracePolyline } from "./symbols.ts";

/** Lines of equal loss, on the surface and projected on the floor. */
export const CONTOURS: Mark = {
  plan(panel) {
    const { figure, frame } = panel;
    const { em, theme } = figure.style;
    if (figure.options.contours === 0) return undefined;
    let lines: ContourLine[] = [];
    return {
      stroke(stage) {
        lines = contourLinesApart(stage, linesOf(panel));
        strokeContours(stage, lines);
      },
      drawUnder(context, stage, image) {
        const isCovered = (x: number, y: number) =>
          figure.options.alpha > SEE_THROUGH && isPainted(image, x, y);
        const floor = parseHex(theme.floor);
        drawFloorContours(context, frame.camera, stage, lines, floor, em, isCovered);
      },
    };
  },
};

function linesOf({ figure, landscape, vertical }: SurfacePanel): ContourLine[] {
  const { lowestLoss, highestLoss } = vertical;
  const { contours, zScale } = figure.options;
  const levels = contourLevels(lowestLoss, highestLoss, contours, zScale === "log");
  return contourLines(landscape, levels, vertical.position);
}

const WIDTH = 0.085;

/** Surfaces of less opacity let the floor's lines show through. */
const SEE_THROUGH = 0.7;

/** Levels whose lines stand apart on the surface, where it is seen, and on the floor. */
function contourLinesApart(stage: Stage, lines: readonly ContourLine[]): ContourLine[] {
  const views = [seenOnSurface(stage), seenOnFloor(stage)];
  return spacedLevels(lines, views, stage.place.pixelsPerUnit);
}

/** Lines of equal loss on the surface, each lighter or darker than the surface it crosses. */
function strokeContours(stage: Stage, lines: readonly ContourLine[]): void {
  const width = Math.max(WIDTH * stage.em, 0.8);
  withoutCrowding(lines, seenOnSurface(stage), stage.place.pixelsPerUnit).forEach(
    ({ level, xs, ys }) => {
      const tone = paletteColor(stage.palette, toneOf(stage.vertical, level));
      strokeLine(
        stage.strokes,
        xs.map((x, p) => onSurface(stage, x, ys[p])),
        {
          width,
          color: packColor(contrasting(tone)),
          opacity: 0.45,
          ghost: 0,
          lift: liftOfLine(stage, width),
          mark: stage.strokes.newMark(),
        },
      );
    },
  );
}

/**
 * The same lines projected on the floor, in the colours of their levels.
 *
 * @param isCovered whether the surface's image covers a pixel: no line shows through it
 */
function drawFloorContours(
  context: Drawing,
  camera: Camera,
  stage: Stage,
  lines: readonly ContourLine[],
  floorColor: Rgb,
  em: number,
  isCovered: (x: number, y: number) => boolean,
): void {
  const project = seenOnFloor(stage);
  const open = withoutCrowding(lines, project, stage.place.pixelsPerUnit).flatMap((line) =>
    stretchesOf(line, (x, y) => !isCovered(...project(x, y))),
  );
  context.lineWidth = 0.1 * em;
  context.lineJoin = "round";
  for (const { level, xs, ys } of open) {
    const tone = paletteColor(stage.palette, toneOf(stage.vertical, level));
    const [r, g, b] = distinctFrom(floorColor, tone);
    context.strokeStyle = `rgb(${Math.round(r)}, ${Math.round(g)}, ${Math.round(b)})`;
    context.beginPath();
    tracePolyline(
      context,
      camera,
      xs.map((x, p) => onFloor(stage, x, ys[p])),
    );
    context.stroke();
  }
}

function seenOnSurface(stage: Stage): Project {
  return (x, y) => {
    const point = onSurface(stage, x, y);
    if (Number.isNaN(point[2]) || !placeMark(stage, point, 0, 0).isSeen) return undefined;
    return [screenX(stage.camera, point), screenY(stage.camera, point)];
  };
}

function seenOnFloor(stage: Stage): (x: number, y: number) => [x: number, y: number] {
  return (x, y) => {
    const point = onFloor(stage, x, y);
    return [screenX(stage.camera, point), screenY(stage.camera, point)];
  };
}

function isPainted({ data, width, height }: PixelImage, x: number, y: number): boolean {
  const [column, row] = [Math.floor(x), Math.floor(y)];
  if (column < 0 || row < 0 || column >= width || row >= height) return false;
  return data[4 * (row * width + column) + 3] > 127;
}
