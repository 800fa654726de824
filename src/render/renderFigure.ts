import type { Canvas, CanvasRenderingContext2D } from "canvas";
import type { Landscape } from "../core/landscape.ts";
import { resolveOptions } from "../core/options/table.ts";
import { boxCorners, screenBounds } from "./box.ts";
import { buildHeightfield } from "./buildHeightfield.ts";
import type { Camera } from "./camera.ts";
import { parseHex } from "./color.ts";
import { samplePalette } from "./colormaps.ts";
import { contourLevels } from "./scales/contourLevels.ts";
import type { ContourLine } from "./contourLines.ts";
import { contourLines } from "./contourLines.ts";
import { IMAGE_FORMATS } from "./formats/imageFormats.ts";
import { checkFigure } from "./checkFigure.ts";
import { FIGURE_OPTIONS, type FigureGiven, type FigureOptions } from "./figureOptions.ts";
import { FragmentBuffer } from "./raster/fragments.ts";
import { drawAxisLines, drawPanes } from "./marks/axes.ts";
import { drawColorbar } from "./marks/colorbar.ts";
import { drawFloorContours, strokeContours } from "./marks/contours.ts";
import { drawKey } from "./marks/key.ts";
import { strokeMesh } from "./marks/mesh.ts";
import { strokeOptimum } from "./marks/optimum.ts";
import { strokePaths } from "./marks/path.ts";
import { asCanvas, drawSurface } from "./marks/surface.ts";
import type { FigurePlan, PanelPlan } from "./planFigure.ts";
import { planFigure } from "./planFigure.ts";
import type { Stage } from "./stage.ts";
import { measureText } from "./text/measure.ts";
import { drawText } from "./text/TextBox.ts";

/**
 * Draws landscapes side by side.
 *
 * @param given what is left out takes its default
 * @param metadata recorded in the file
 * @returns the bytes of a PNG, SVG or PDF file; the same for the same arguments
 * @throws {InputError} where an option is wrong, or the losses do not fit the vertical axis asked for
 */
export async function renderFigure(
  landscapes: readonly Landscape[],
  given: FigureGiven = {},
  metadata: Record<string, string> = {},
): Promise<Uint8Array> {
  const options = resolveOptions(FIGURE_OPTIONS, given);
  checkFigure(landscapes, options);
  const format = IMAGE_FORMATS[options.format];
  const canvas = await format.createCanvas(options);
  const context = canvas.getContext("2d");
  const plan = planFigure(landscapes, options, measureText);
  fillBackground(context, plan, options);
  for (const panel of plan.panels) drawPanel(context, panel, plan, options);
  drawKey(context, plan.key, plan.em);
  for (const box of plan.texts) drawText(context, box);
  return format.encode(canvas, options, metadata);
}

function fillBackground(
  context: CanvasRenderingContext2D,
  { theme }: FigurePlan,
  { width, height, background = theme.background }: FigureOptions,
): void {
  if (background === "none") return;
  context.fillStyle = background;
  context.fillRect(0, 0, width, height);
}

function drawPanel(
  context: CanvasRenderingContext2D,
  panel: PanelPlan,
  { em, theme }: FigurePlan,
  options: FigureOptions,
): void {
  const { landscape, frame, colorbar, pathInks } = panel;
  const { camera, view, axes } = frame;
  const style = { em, theme };
  const { stage, left, top, pixelsPerUnit } = buildStage(panel, em, options);
  const lines = options.contours > 0 ? linesOf(panel, options) : [];

  drawPanes(context, camera, view, axes, style);
  drawFloorContours(context, camera, stage, lines, parseHex(theme.floor), em);
  if (options.mesh > 0) strokeMesh(stage, options.mesh);
  strokeContours(stage, lines);
  const { paths = [] } = landscape;
  strokePaths(stage, paths, pathInks);
  if (landscape.optimum?.exists && (options.explain || paths.length > 0)) {
    strokeOptimum(stage, landscape.optimum);
  }
  const surface = asCanvas(drawSurface(stage, options.alpha));
  placeImage(context, surface, left, top, pixelsPerUnit, options);
  drawAxisLines(context, camera, [axes.x, axes.y, axes.z], style);
  if (colorbar) drawColorbar(context, colorbar, stage.palette, em, theme);
}

/** The world of a panel, and where its image lies in pixels. */
function buildStage(
  { landscape, vertical, colormap, frame }: PanelPlan,
  em: number,
  { format, scale, width, height }: FigureOptions,
): { stage: Stage; left: number; top: number; pixelsPerUnit: number } {
  const pixelsPerUnit = IMAGE_FORMATS[format].isVector ? Math.max(2, 2 * scale) : scale;
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
  const stage: Stage = {
    landscape,
    vertical,
    field: buildHeightfield(landscape, vertical, camera),
    palette: samplePalette(colormap),
    camera,
    fragments: new FragmentBuffer(Math.max(1, right - left), Math.max(1, bottom - top)),
    em: em * pixelsPerUnit,
    floorSign: frame.view.backZ,
  };
  return { stage, left, top, pixelsPerUnit };
}

function linesOf({ landscape, vertical }: PanelPlan, options: FigureOptions): ContourLine[] {
  const { lowestLoss, highestLoss } = vertical;
  const isLogarithmic = options.zScale === "log";
  const levels = contourLevels(lowestLoss, highestLoss, options.contours, isLogarithmic);
  return contourLines(landscape, levels);
}

function placeImage(
  context: CanvasRenderingContext2D,
  image: Canvas,
  left: number,
  top: number,
  pixelsPerUnit: number,
  { format }: FigureOptions,
): void {
  context.save();
  // Pixel on pixel, or a transformation that keeps all pixels, which drawing to a smaller size would not.
  if (IMAGE_FORMATS[format].isVector) context.scale(1 / pixelsPerUnit, 1 / pixelsPerUnit);
  else context.setTransform(1, 0, 0, 1, 0, 0);
  context.drawImage(image, left, top);
  context.restore();
}
