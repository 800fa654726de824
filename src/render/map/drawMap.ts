import { createCanvas, type Canvas } from "canvas";
import type { Drawing } from "../drawing.ts";
import { IMAGE_FORMATS, pixelsPerUnit } from "../formats/imageFormats.ts";
import type { Rect } from "../figure/layout.ts";
import type { ScreenPoint } from "../contours/crowding.ts";
import { fillDisc } from "../marks/symbols.ts";
import { INK } from "../colors/theme.ts";
import { asCanvas } from "../formats/canvases.ts";
import { paintLossMap } from "./lossMap.ts";
import type { Landscape } from "../../core/landscape.ts";
import type { ChartFrame } from "../axes/chartFrame.ts";
import { paletteColor } from "../colors/colormaps.ts";
import type { Figure } from "../figure/figure.ts";
import { toneOf, type VerticalScale } from "../scales/verticalScale.ts";
import type { Rgb } from "../colors/color.ts";

/** A panel of a map. In units. */
export interface MapPanel {
  figure: Figure;
  landscape: Landscape;
  vertical: VerticalScale;
  colormap: string;
  frame: ChartFrame;
}

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
  const { format, alpha } = figure.options;
  const { isVector } = IMAGE_FORMATS[format];
  const scale = pixelsPerUnit(figure.options);
  const { plot } = frame;
  // A pixel more on each side: where an image is smoothed its border is not.
  const left = Math.floor(plot.left * scale) - 1;
  const top = Math.floor(plot.top * scale) - 1;
  const columnCount = Math.ceil((plot.left + plot.width) * scale) + 1 - left;
  const rowCount = Math.ceil((plot.top + plot.height) * scale) + 1 - top;
  const pixels = paintLossMap(landscape, vertical, palette, alpha, {
    ...{ columnCount, rowCount },
    left: plot.left * scale - left,
    right: (plot.left + plot.width) * scale - left,
    top: plot.top * scale - top,
    bottom: (plot.top + plot.height) * scale - top,
  });
  const colors = asCanvas({ data: pixels, width: columnCount, height: rowCount });
  const image = isVector ? onGround(colors, figure.style.theme.floor) : colors;
  context.drawPixels(image, left, top, scale);
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

/** The colour of a loss, red, green and blue. */
export function colorOfLoss(vertical: VerticalScale, palette: Float32Array, loss: number): Rgb {
  return paletteColor(palette, toneOf(vertical, loss));
}
