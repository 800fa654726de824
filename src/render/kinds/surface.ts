import type { Drawing } from "../drawing.ts";
import { aimFigure } from "../space/aimFigure.ts";
import type { Landscape } from "../../core/landscape.ts";
import { fitFrames, type Frame, type FrameContent } from "../axes/frame.ts";
import type { Rect } from "../figure/layout.ts";
import type { Mark, PlannedMark, SurfacePanel } from "../marks/mark.ts";
import { MARKS } from "../marks/marks.ts";
import { asCanvas } from "../formats/canvases.ts";
import { groundTicks, type TickSet } from "../scales/ticks.ts";
import type { VerticalScale } from "../scales/verticalScale.ts";
import { panelColormap, panelScales } from "../figure/panelScales.ts";
import { oneLine } from "../text/measure.ts";
import type { FigureKind, PlannedPanel } from "./figureKind.ts";
import { boxCorners, screenBounds } from "../space/box.ts";
import { buildHeightfield } from "../space/buildHeightfield.ts";
import type { Camera } from "../space/camera.ts";
import { samplePalette } from "../colors/colormaps.ts";
import { IMAGE_FORMATS, pixelsPerUnit } from "../formats/imageFormats.ts";
import { giveBack } from "../formats/canvasPool.ts";
import { FragmentBuffer } from "../raster/fragments.ts";
import { FragmentStrokes } from "../raster/strokes.ts";
import { paintSurface, type Stage } from "../space/stage.ts";
import type { Strokes } from "../space/strokes.ts";
import { drawCutOut } from "../vector/cutOut.ts";
import { VectorStrokes } from "../vector/VectorStrokes.ts";

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
      const { top } = screenBounds(frame.camera, boxCorners());
      return {
        frame,
        // A colour bar may reach higher than the box.
        ...(beside === 0 && { top }),
        placeTexts: (board) => planned.forEach((mark) => mark.placeTexts?.(board)),
        draw: (context) => drawPanel(context, panel, planned),
      };
    });
  },
} satisfies FigureKind;

function drawPanel(drawing: Drawing, panel: SurfacePanel, planned: readonly PlannedMark[]): void {
  const { format, alpha } = panel.figure.options;
  const { isVector } = IMAGE_FORMATS[format];
  const area = imageArea(panel);
  const fragments = new FragmentBuffer(area.width, area.height);
  const shapes = isVector ? new VectorStrokes(area.camera) : undefined;
  const stage = buildStage(panel, area, shapes ?? new FragmentStrokes(fragments, area.camera));
  const depths = shapes && new Float32Array(area.width * area.height).fill(-Infinity);
  for (const mark of planned) mark.stroke?.(stage);
  const image = paintSurface(stage, alpha, fragments, depths);
  const drawBeneath = (onto: Drawing) => {
    for (const mark of planned) apart(onto, () => mark.drawBehind?.(onto, stage));
    for (const mark of planned) apart(onto, () => mark.drawUnder?.(onto, stage, image));
  };
  drawBeneath(drawing);
  if (shapes && depths) {
    const onto = { drawing, place: stage.place, drawBeneath };
    apart(drawing, () => drawCutOut(onto, image, alpha, panel.figure.style.theme.floor));
    apart(drawing, () => shapes.draw(drawing, stage.place, { ...image, depths, opacity: alpha }));
  } else {
    const canvas = asCanvas(image);
    drawing.drawPixels(canvas, area.left, area.top, area.pixelsPerUnit);
    giveBack(canvas);
  }
  for (const mark of planned) apart(drawing, () => mark.draw?.(drawing));
}

/** Draws without leaving line widths and joins to whatever is drawn next. */
function apart(context: Drawing, draw: () => void): void {
  context.save();
  draw();
  context.restore();
}

function frameContent(
  { x, y, xLabel, yLabel, zLabel }: Landscape,
  vertical: VerticalScale,
  labels: readonly string[] = [],
): FrameContent {
  const ground = (values: Float64Array) =>
    remembered((count) => groundTicks(values[0], values[values.length - 1], count));
  const spans = [x, y].map((values) => values[values.length - 1] - values[0]);
  return {
    hasEqualSpans: Math.abs(spans[0] - spans[1]) <= 1e-9 * Math.abs(spans[0]),
    x: { ticks: ground(x), label: oneLine(labels[0] ?? xLabel) },
    y: { ticks: ground(y), label: oneLine(labels[1] ?? yLabel) },
    z: {
      ticks: remembered((count) => vertical.ticks(count)),
      label: oneLine(labels[2] ?? zLabel),
    },
  };
}

/** The same ticks, made once for each count: a box is laid out several times until it fits. */
function remembered(ticks: (count: number) => TickSet): (count: number) => TickSet {
  const made: TickSet[] = [];
  return (count) => (made[count] ??= ticks(count));
}

/** An image that holds a panel's box and the marks that reach past it, in its own pixels. */
interface ImageArea {
  camera: Camera;
  left: number;
  top: number;
  width: number;
  height: number;
  pixelsPerUnit: number;
}

function imageArea({ figure, frame }: SurfacePanel): ImageArea {
  const { options, style } = figure;
  const scale = pixelsPerUnit(options);
  const bounds = screenBounds(frame.camera, boxCorners());
  const margin = 1.5 * style.em;
  const left = Math.max(0, Math.floor((bounds.left - margin) * scale));
  const top = Math.max(0, Math.floor((bounds.top - margin) * scale));
  const right = Math.ceil(Math.min(bounds.right + margin, options.width) * scale);
  const bottom = Math.ceil(Math.min(bounds.bottom + margin, options.height) * scale);
  const camera: Camera = {
    ...frame.camera,
    zoom: frame.camera.zoom * scale,
    centerX: frame.camera.centerX * scale - left,
    centerY: frame.camera.centerY * scale - top,
  };
  const [width, height] = [Math.max(1, right - left), Math.max(1, bottom - top)];
  return { camera, left, top, width, height, pixelsPerUnit: scale };
}

function buildStage(
  { figure, landscape, vertical, colormap, frame }: SurfacePanel,
  { camera, left, top, pixelsPerUnit }: ImageArea,
  strokes: Strokes,
): Stage {
  return {
    ...{ landscape, vertical, camera, strokes },
    field: buildHeightfield(landscape, vertical, camera, figure.options.shading),
    palette: samplePalette(colormap),
    em: figure.style.em * pixelsPerUnit,
    floorSign: frame.view.backZ,
    place: { left, top, pixelsPerUnit },
  };
}
