import type { Drawing } from "../drawing.ts";
import { range } from "d3-array";
import { labelWithNote, type AxisContent } from "./axisLayout.ts";
import type { FigureStyle } from "../figure/figure.ts";
import type { Rect } from "../figure/layout.ts";
import type { TickSet } from "../scales/ticks.ts";
import { type TextBoard, makeTextBox, overlap, type TextBox } from "../text/textBoxes.ts";

/** The two axes of a flat chart, the horizontal one below it, the vertical one to its left. */
export interface ChartContent {
  x: AxisContent;
  y: AxisContent;
  /** Width over height of the plot; as its room has it where not given. */
  aspect?: number;
}

/** A chart's axes laid out around its plot. In units. */
export interface ChartFrame {
  plot: Rect;
  x: ChartAxis;
  y: ChartAxis;
}

interface ChartAxis {
  set: TickSet;
  tickLabels: TextBox[];
  label: TextBox;
  /** Whether the tick labels say nothing without the label: it carries their power of ten. */
  needsLabel: boolean;
}

const TICK_LENGTH = 0.36;
const TICK_PAD = 0.34;
const LABEL_PAD = 0.45;
const LABEL_SIZE = 1.08;
const MOST_TICKS = 9;
const FEWEST_TICKS = 3;
/** Of the plot, in ems: smaller ones would be all frame. */
const LEAST_SIDE = 2;

/** Lays out charts whose plots have the same size and the same place in their rectangles. */
export function layOutCharts(
  contents: readonly ChartContent[],
  rects: readonly Rect[],
  style: FigureStyle,
): ChartFrame[] {
  const { em } = style;
  const below = (TICK_LENGTH + TICK_PAD + LABEL_PAD + 1.22 * (1 + LABEL_SIZE)) * em;
  // The ticks depend on the height, and how wide they are on the ticks.
  const height = Math.max(rects[0].height - below, LEAST_SIDE * em);
  const widest = Math.max(
    ...contents.map(({ y }) => widestLabel(ticksThatFit(y, height, false, style), style)),
  );
  const beside = (TICK_LENGTH + TICK_PAD + LABEL_PAD + 1.22 * LABEL_SIZE) * em + widest;
  return contents.map((content, k) => {
    const rect = rects[k];
    const room: Rect = {
      left: rect.left + beside,
      top: rect.top + 0.5 * em,
      width: Math.max(rect.width - beside - em, LEAST_SIDE * em),
      height: Math.max(rect.height - below - 0.5 * em, LEAST_SIDE * em),
    };
    return layOutChart(content, withAspect(room, content.aspect), widest, style);
  });
}

/** The largest rectangle of a shape, in the middle of another. */
function withAspect(room: Rect, aspect = room.width / room.height): Rect {
  const width = Math.min(room.width, room.height * aspect);
  const height = width / aspect;
  const left = room.left + (room.width - width) / 2;
  return { left, top: room.top + (room.height - height) / 2, width, height };
}

function layOutChart(
  { x, y }: ChartContent,
  plot: Rect,
  widest: number,
  style: FigureStyle,
): ChartFrame {
  const { em, theme, measure } = style;
  const bottom = plot.top + plot.height;
  const away = (TICK_LENGTH + TICK_PAD) * em;
  const xSet = ticksThatFit(x, plot.width, true, style);
  const ySet = ticksThatFit(y, plot.height, false, style);
  const size = LABEL_SIZE * em;
  const named = (axis: AxisContent, { note }: TickSet, length: number, angle: number) => {
    const room = Math.max(length, 8 * em);
    const wordings = [axis.label, ...(axis.shorterLabels ?? [])];
    const label = wordings.find((wording) => measure(wording, size) <= room) ?? wordings.at(-1);
    const text = labelWithNote(label ?? "", note, size, room, measure);
    return makeTextBox(text, size, theme.text, measure, angle);
  };
  const xLabel = named(x, xSet, plot.width, 0);
  const yLabel = named(y, ySet, plot.height, -Math.PI / 2);
  return {
    plot,
    x: {
      set: xSet,
      needsLabel: xSet.note !== "",
      tickLabels: xSet.major.map(({ place, label }) => ({
        ...makeTextBox(label, em, theme.text, measure),
        x: plot.left + place * plot.width,
        y: bottom + away + 0.56 * em,
      })),
      label: {
        ...xLabel,
        x: plot.left + plot.width / 2,
        y: bottom + away + (1.1 + LABEL_PAD) * em + xLabel.height / 2,
      },
    },
    y: {
      set: ySet,
      needsLabel: ySet.note !== "",
      tickLabels: ySet.major.map(({ place, label }) => {
        const box = makeTextBox(label, em, theme.text, measure);
        return { ...box, x: plot.left - away - box.width / 2, y: bottom - place * plot.height };
      }),
      label: {
        ...yLabel,
        x: plot.left - away - widest - LABEL_PAD * em - yLabel.height / 2,
        y: plot.top + plot.height / 2,
      },
    },
  };
}

/** As many round ticks as stand apart along an axis. */
function ticksThatFit(
  axis: AxisContent,
  length: number,
  isHorizontal: boolean,
  { em, measure, theme }: FigureStyle,
): TickSet {
  const most = Math.min(MOST_TICKS, Math.floor(length / ((isHorizontal ? 4 : 2.4) * em)));
  const counts = [...range(FEWEST_TICKS, Math.max(most, FEWEST_TICKS) + 1).reverse(), 2, 1];
  for (const count of counts) {
    const set = axis.ticks(count);
    const boxes = set.major.map(({ place, label }) => {
      const box = makeTextBox(label, em, theme.text, measure);
      return isHorizontal
        ? { ...box, width: box.width + 0.9 * em, x: place * length }
        : { ...box, width: em, y: place * length };
    });
    if (!boxes.some((box, k) => k > 0 && overlap(box, boxes[k - 1]))) return set;
  }
  return { major: [], minor: [], note: "" };
}

function widestLabel({ major }: TickSet, { em, measure }: FigureStyle): number {
  return Math.max(0, ...major.map(({ label }) => measure(label, em)));
}

/** Places the axes' texts: names first, for an axis may lose a number, but not its name. */
export function placeChartTexts(board: TextBoard, { x, y }: ChartFrame): void {
  const readable = [x, y].filter(({ label, needsLabel }) => board.place(label) || !needsLabel);
  for (const box of readable.flatMap(({ tickLabels }) => tickLabels)) board.place(box);
}

/** Draws the border of the plot and the ticks outside it. */
export function drawChartAxes(
  context: Drawing,
  { plot, x, y }: ChartFrame,
  { em, theme }: FigureStyle,
): void {
  const bottom = plot.top + plot.height;
  context.strokeStyle = theme.axis;
  context.lineWidth = 0.085 * em;
  context.lineJoin = "miter";
  context.strokeRect(plot.left, plot.top, plot.width, plot.height);
  context.beginPath();
  const tick = (place: number, isX: boolean, share: number) => {
    const length = share * TICK_LENGTH * em;
    const at = isX ? plot.left + place * plot.width : bottom - place * plot.height;
    context.moveTo(isX ? at : plot.left, isX ? bottom : at);
    context.lineTo(isX ? at : plot.left - length, isX ? bottom + length : at);
  };
  for (const [{ set }, isX] of [[x, true] as const, [y, false] as const]) {
    for (const { place } of set.major) tick(place, isX, 1);
    for (const { place } of set.minor) tick(place, isX, 0.55);
  }
  context.stroke();
}
