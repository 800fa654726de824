import { createCanvas, type Canvas } from "canvas";
import type { Drawing } from "../drawing.ts";
import { IMAGE_FORMATS } from "../formats/imageFormats.ts";
import type { Rect } from "../layout.ts";
import type { ScreenPoint } from "../marks/crowding.ts";
import { fillDisc } from "../marks/symbols.ts";
import { INK } from "../theme.ts";
import { asCanvas } from "../surfaceImage.ts";
import { imageResolution } from "../vector/imageResolution.ts";
import { paintLossMap } from "./lossMap.ts";
import type { MapPanel } from "./mapPanel.ts";

const LINE_WIDTH = 0.085;
const LINE_OPACITY = 0.62;
const SAMPLE_DOT = 0.2;

/** Draws with everything outside the plot cut off. */
export function inPlot(context: Drawing, plot: Rect, draw: () => void): void {
  context.save();
  context.beginPath();
  context.rect(plot.left, plot.top, plot.width, plot.height);
  context.clip();
  draw();
  context.restore();
}

/** The loss as colours. */
export function drawColors(context: Drawing, panel: MapPanel, palette: Float32Array): void {
  const { figure, landscape, vertical, frame } = panel;
  const { format, scale, alpha } = figure.options;
  const { isVector } = IMAGE_FORMATS[format];
  const pixelsPerUnit = isVector ? imageResolution(figure.options) : scale;
  const { plot } = frame;
  // A pixel more on each side: where an image is smoothed its border is not.
  const left = Math.floor(plot.left * pixelsPerUnit) - 1;
  const top = Math.floor(plot.top * pixelsPerUnit) - 1;
  const columnCount = Math.ceil((plot.left + plot.width) * pixelsPerUnit) + 1 - left;
  const rowCount = Math.ceil((plot.top + plot.height) * pixelsPerUnit) + 1 - top;
  const pixels = paintLossMap(landscape, vertical, palette, alpha, {
    ...{ columnCount, rowCount },
    left: plot.left * pixelsPerUnit - left,
    right: (plot.left + plot.width) * pixelsPerUnit - left,
    top: plot.top * pixelsPerUnit - top,
    bottom: (plot.top + plot.height) * pixelsPerUnit - top,
  });
  const colors = asCanvas({ data: pixels, width: columnCount, height: rowCount });
  const image = isVector ? onGround(colors, figure.style.theme.floor) : colors;
  context.drawPixels(image, left, top, pixelsPerUnit);
}

function onGround(image: Canvas, color: string): Canvas {
  const ground = createCanvas(image.width, image.height);
  const context = ground.getContext("2d");
  context.fillStyle = color;
  context.fillRect(0, 0, image.width, image.height);
  context.drawImage(image, 0, 0);
  return ground;
}

/** A line of equal loss, in parts between the numbers on it. */
export function drawLine(
  context: Drawing,
  parts: readonly ScreenPoint[][],
  color: string,
  em: number,
): void {
  context.strokeStyle = color;
  context.globalAlpha = LINE_OPACITY;
  context.lineWidth = Math.max(LINE_WIDTH * em, 0.7);
  context.lineJoin = "round";
  context.beginPath();
  for (const points of parts) {
    points.forEach(([x, y], k) => (k === 0 ? context.moveTo(x, y) : context.lineTo(x, y)));
  }
  context.stroke();
  context.globalAlpha = 1;
}

/** A dot on each point that was evaluated. */
export function drawSamples(
  context: Drawing,
  { figure, landscape: { x, y, sampled } }: MapPanel,
  project: (x: number, y: number) => ScreenPoint,
): void {
  if (!figure.options.samplesShown || !sampled) return;
  sampled.evaluated.forEach((row, i) => {
    row.forEach((isEvaluated, j) => {
      if (!isEvaluated) return;
      const [left, top] = project(x[j], y[i]);
      fillDisc(context, left, top, Math.max(SAMPLE_DOT * figure.style.em, 1), INK);
    });
  });
}
