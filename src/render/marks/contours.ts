import type { CanvasRenderingContext2D } from "canvas";
import type { Camera } from "../camera.ts";
import { paletteColor } from "../colormaps.ts";
import type { ContourLine } from "../contourLines.ts";
import { contourLines } from "../contourLines.ts";
import { liftOfLine } from "../lift.ts";
import { onFloor, onSurface, toneOf } from "../stage.ts";
import type { Stage } from "../stage.ts";
import { strokeLine } from "../raster/strokes.ts";
import { contrasting, distinctFrom, packColor, parseHex } from "../color.ts";
import type { Rgb } from "../color.ts";
import { contourLevels } from "../scales/contourLevels.ts";
import type { Mark, SurfacePanel } from "./mark.ts";
import { tracePolyline } from "./polyline.ts";

/** Lines of equal loss, on the surface and projected on the floor. */
export const CONTOURS: Mark = {
  plan(panel) {
    const { figure, frame } = panel;
    const { em, theme } = figure.style;
    let lines: ContourLine[] = [];
    return {
      drawBehind(context, stage) {
        if (figure.options.contours > 0) lines = linesOf(panel);
        drawFloorContours(context, frame.camera, stage, lines, parseHex(theme.floor), em);
      },
      stroke: (stage) => strokeContours(stage, lines),
    };
  },
};

function linesOf({ figure, landscape, vertical }: SurfacePanel): ContourLine[] {
  const { lowestLoss, highestLoss } = vertical;
  const { contours, zScale } = figure.options;
  const levels = contourLevels(lowestLoss, highestLoss, contours, zScale === "log");
  return contourLines(landscape, levels);
}

const WIDTH = 0.085;

/** Lines of equal loss on the surface, each lighter or darker than the surface it crosses. */
function strokeContours(stage: Stage, lines: readonly ContourLine[]): void {
  const width = Math.max(WIDTH * stage.em, 0.8);
  lines.forEach(({ level, xs, ys }) => {
    const tone = paletteColor(stage.palette, toneOf(stage, level));
    strokeLine(
      stage.fragments,
      stage.camera,
      xs.map((x, p) => onSurface(stage, x, ys[p])),
      {
        width,
        color: packColor(contrasting(tone)),
        opacity: 0.45,
        ghost: 0,
        lift: liftOfLine(stage, width),
        mark: stage.fragments.newMark(),
      },
    );
  });
}

/** The same lines projected on the floor, in the colours of their levels. */
function drawFloorContours(
  context: CanvasRenderingContext2D,
  camera: Camera,
  stage: Stage,
  lines: readonly ContourLine[],
  floorColor: Rgb,
  em: number,
): void {
  context.lineWidth = 0.1 * em;
  context.lineJoin = "round";
  for (const { level, xs, ys } of lines) {
    const tone = paletteColor(stage.palette, toneOf(stage, level));
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
