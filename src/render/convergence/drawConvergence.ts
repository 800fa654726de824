import type { Drawing } from "../drawing.ts";
import { drawChartAxes } from "../axes/chartFrame.ts";
import type { ScreenPoint } from "../contours/crowding.ts";
import { css } from "../marks/symbols.ts";
import { placeOf, tolerancesOf, type ConvergenceChart } from "./chart.ts";
import type { CurvePoint, NamedCurve, Stall } from "./curves.ts";

const LINE_WIDTH = 0.2;
const DOT = 0.36;
const ARROW = 0.75;

/** Grid, tolerance, curves, arrivals and axes of a chart, and a dot where a curve is said to lie high. */
export function drawConvergence(context: Drawing, chart: ConvergenceChart, stall?: Stall): void {
  const { frame, style, curves } = chart;
  const { plot } = frame;
  context.save();
  context.fillStyle = style.theme.walls[1];
  context.fillRect(plot.left, plot.top, plot.width, plot.height);
  context.beginPath();
  context.rect(plot.left, plot.top, plot.width, plot.height);
  context.clip();
  drawGrid(context, chart);
  drawRules(context, chart);
  for (const curve of curves) drawCurve(context, chart, curve);
  context.restore();
  context.save();
  drawChartAxes(context, frame, style);
  drawBreak(context, chart);
  context.restore();
  for (const curve of curves) drawEnd(context, chart, curve);
  if (stall) drawDot(context, chart, stall.point, stall.ink);
}

function drawGrid(
  context: Drawing,
  { frame: { plot, x, y }, style: { em, theme } }: ConvergenceChart,
): void {
  context.strokeStyle = theme.grid;
  context.lineWidth = 0.06 * em;
  context.beginPath();
  for (const { place } of x.set.major) {
    context.moveTo(plot.left + place * plot.width, plot.top);
    context.lineTo(plot.left + place * plot.width, plot.top + plot.height);
  }
  for (const { place } of y.set.major) {
    context.moveTo(plot.left, plot.top + (1 - place) * plot.height);
    context.lineTo(plot.left + plot.width, plot.top + (1 - place) * plot.height);
  }
  context.stroke();
}

function drawRules(context: Drawing, chart: ConvergenceChart): void {
  const { em, theme } = chart.style;
  const { plot } = chart.frame;
  context.strokeStyle = theme.mutedText;
  context.lineWidth = 0.1 * em;
  context.setLineDash([0.5 * em, 0.35 * em]);
  for (const share of tolerancesOf(chart)) {
    const [, y] = placeOf(chart, { step: 0, share });
    context.beginPath();
    context.moveTo(plot.left, y);
    context.lineTo(plot.left + plot.width, y);
    context.stroke();
  }
  context.setLineDash([]);
}

function drawCurve(context: Drawing, chart: ConvergenceChart, { points, ink }: NamedCurve): void {
  context.strokeStyle = css(ink);
  context.lineWidth = LINE_WIDTH * chart.style.em;
  context.lineCap = "round";
  context.lineJoin = "round";
  context.beginPath();
  points.forEach((point, k) => {
    const [x, y] = placeOf(chart, point);
    if (k === 0) context.moveTo(x, y);
    else context.lineTo(x, y);
  });
  context.stroke();
}

/** A dot where it arrives, an arrow where it goes on. */
function drawEnd(
  context: Drawing,
  chart: ConvergenceChart,
  { points, arrival, ink }: NamedCurve,
): void {
  context.fillStyle = css(ink);
  if (arrival) {
    drawDot(context, chart, arrival, ink);
    return;
  }
  const last = points.length - 1;
  if (last > 0) drawArrow(context, headingOf(chart, points), chart.style.em);
}

function drawDot(context: Drawing, chart: ConvergenceChart, point: CurvePoint, ink: number): void {
  const { em, theme } = chart.style;
  const [x, y] = placeOf(chart, point);
  context.fillStyle = css(ink);
  context.beginPath();
  context.arc(x, y, DOT * em, 0, 2 * Math.PI);
  context.fill();
  context.strokeStyle = theme.background;
  context.lineWidth = 0.1 * em;
  context.stroke();
}

interface Heading {
  at: ScreenPoint;
  angle: number;
}

/** The direction of a curve's last stretch, over a length that swings do not decide. */
function headingOf(chart: ConvergenceChart, points: NamedCurve["points"]): Heading {
  const at = placeOf(chart, points[points.length - 1]);
  const before = points
    .map((point) => placeOf(chart, point))
    .findLast(([x, y]) => Math.hypot(x - at[0], y - at[1]) > 1.5 * chart.style.em);
  const [x, y] = before ?? placeOf(chart, points[0]);
  return { at, angle: Math.atan2(at[1] - y, at[0] - x) };
}

function drawArrow(context: Drawing, { at: [x, y], angle }: Heading, em: number) {
  const corner = (turn: number, reach: number) => [
    x + reach * em * Math.cos(angle + turn),
    y + reach * em * Math.sin(angle + turn),
  ];
  const [tip, left, right] = [corner(0, ARROW), corner(2, 0.6 * ARROW), corner(-2, 0.6 * ARROW)];
  context.beginPath();
  context.moveTo(tip[0], tip[1]);
  context.lineTo(left[0], left[1]);
  context.lineTo(right[0], right[1]);
  context.fill();
}

/** Two strokes across the axis where it leaps from the start to the first step. */
function drawBreak(
  context: Drawing,
  { frame: { plot }, steps, style: { em, theme } }: ConvergenceChart,
): void {
  const x = plot.left + steps.breakAt * plot.width;
  const y = plot.top + plot.height;
  context.fillStyle = theme.background;
  context.fillRect(x - 0.14 * em, y - 0.2 * em, 0.28 * em, 0.4 * em);
  context.beginPath();
  for (const side of [-0.14, 0.14]) {
    context.moveTo(x + (side - 0.12) * em, y + 0.35 * em);
    context.lineTo(x + (side + 0.12) * em, y - 0.35 * em);
  }
  context.stroke();
}
