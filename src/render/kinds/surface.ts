import type { CanvasRenderingContext2D } from "canvas";
import { aimFigure } from "../aimFigure.ts";
import type { Landscape } from "../../core/landscape.ts";
import { fitFrames, type Frame, type FrameContent } from "../frame.ts";
import type { Rect } from "../layout.ts";
import type { Mark, PlannedMark, SurfacePanel } from "../marks/mark.ts";
import { MARKS } from "../marks/marks.ts";
import { drawSurface } from "../marks/surface.ts";
import { groundTicks } from "../scales/ticks.ts";
import type { VerticalScale } from "../scales/verticalScale.ts";
import { panelColormap, panelScales } from "../panelScales.ts";
import { oneLine } from "../text/measure.ts";
import type { FigureKind, PlannedPanel } from "./figureKind.ts";
import { boxCorners, screenBounds } from "../box.ts";
import { buildHeightfield } from "../buildHeightfield.ts";
import type { Camera } from "../camera.ts";
import { samplePalette } from "../colormaps.ts";
import { IMAGE_FORMATS } from "../formats/imageFormats.ts";
import { FragmentBuffer } from "../raster/fragments.ts";
import type { Stage } from "../stage.ts";

/** Free parts of the vertical axis at its ends; more at the floor, where it carries contour lines. */
const GAP = 0.03;
const CONTOUR_GAP = 0.2;

const marks: Mark[] = Object.values(MARKS);

/** A panel of a surface in its box. */
export interface PlannedSurface extends PlannedPanel {
  frame: Frame;
}

/** Surfaces in space, each in a box of axes. */
export const SURFACE = {
  keyEntries: (figure) => marks.flatMap((mark) => mark.keyEntries?.(figure) ?? []),
  plan(figure, rects): PlannedSurface[] {
    const { landscapes, options, style } = figure;
    const wide = options.contours > 0 ? CONTOUR_GAP : GAP;
    // Seen from below, the pane that serves as the floor is the upper one.
    const [floorGap, topGap] = options.elevation >= 0 ? [wide, GAP] : [GAP, wide];
    const verticals = panelScales(landscapes, options, { floorGap, topGap });
    const rooms = marks.map((mark) => mark.roomBeside?.(figure, verticals) ?? 0);
    const beside = rooms.reduce((sum, room) => sum + room, 0);
    const frames = fitFrames(
      landscapes.map((landscape, k) => frameContent(landscape, verticals[k], options.labels)),
      rects.map((rect) => ({ ...rect, width: Math.max(rect.width - beside, style.em) })),
      aimFigure(landscapes, verticals, options),
      style,
    );
    return landscapes.map((landscape, k) => {
      const [frame, vertical] = [frames[k], verticals[k]];
      const colormap = panelColormap(figure, k);
      const panel: SurfacePanel = { figure, landscape, colormap, vertical, frame };
      let left = frame.camera.centerX + frame.reachRight;
      const planned = marks.flatMap((mark, m) => {
        const room: Rect = { ...rects[k], left, width: rooms[m] };
        left += rooms[m];
        return mark.plan(panel, room) ?? [];
      });
      return {
        frame,
        placeTexts: (board) => planned.forEach((mark) => mark.placeTexts?.(board)),
        draw: (context) => drawPanel(context, panel, planned),
      };
    });
  },
} satisfies FigureKind;

function drawPanel(
  context: CanvasRenderingContext2D,
  panel: SurfacePanel,
  planned: readonly PlannedMark[],
): void {
  const stage = buildStage(panel);
  for (const mark of planned) apart(context, () => mark.drawBehind?.(context, stage));
  for (const mark of planned) mark.stroke?.(stage);
  const image = drawSurface(stage, panel.figure.options.alpha);
  for (const mark of planned) apart(context, () => mark.draw?.(context, stage, image));
}

/** Draws without leaving line widths and joins to whatever is drawn next. */
function apart(context: CanvasRenderingContext2D, draw: () => void): void {
  context.save();
  draw();
  context.restore();
}

function frameContent(
  { x, y, xLabel, yLabel, zLabel }: Landscape,
  vertical: VerticalScale,
  labels: readonly string[] = [],
): FrameContent {
  const ground = (values: Float64Array) => (count: number) =>
    groundTicks(values[0], values[values.length - 1], count);
  const spans = [x, y].map((values) => values[values.length - 1] - values[0]);
  return {
    hasEqualSpans: Math.abs(spans[0] - spans[1]) <= 1e-9 * Math.abs(spans[0]),
    x: { ticks: ground(x), label: oneLine(labels[0] ?? xLabel) },
    y: { ticks: ground(y), label: oneLine(labels[1] ?? yLabel) },
    z: { ticks: (count) => vertical.ticks(count), label: oneLine(labels[2] ?? zLabel) },
  };
}

/** Builds a panel's world for an image that holds its box, and the marks that reach past it. */
function buildStage({ figure, landscape, vertical, colormap, frame }: SurfacePanel): Stage {
  const { format, scale, width, height, shading } = figure.options;
  const { em } = figure.style;
  const { isVector } = IMAGE_FORMATS[format];
  const pixelsPerUnit = isVector ? Math.max(2, 2 * scale) : scale;
  const bounds = screenBounds(frame.camera, boxCorners());
  const margin = 1.5 * em;
  const left = Math.max(0, Math.floor((bounds.left - margin) * pixelsPerUnit));
  const top = Math.max(0, Math.floor((bounds.top - margin) * pixelsPerUnit));
  const right = Math.ceil(Math.min(bounds.right + margin, width) * pixelsPerUnit);
  const bottom = Math.ceil(Math.min(bounds.bottom + margin, height) * pixelsPerUnit);
  const camera: Camera = {
    ...frame.camera,
    zoom: frame.camera.zoom * pixelsPerUnit,
    centerX: frame.camera.centerX * pixelsPerUnit - left,
    centerY: frame.camera.centerY * pixelsPerUnit - top,
  };
  return {
    landscape,
    vertical,
    field: buildHeightfield(landscape, vertical, camera, shading),
    palette: samplePalette(colormap),
    camera,
    fragments: new FragmentBuffer(Math.max(1, right - left), Math.max(1, bottom - top)),
    em: em * pixelsPerUnit,
    floorSign: frame.view.backZ,
    place: { left, top, pixelsPerUnit, isVector },
  };
}
