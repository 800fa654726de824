import type { Drawing } from "../drawing.ts";
import type { Rect } from "../figure/layout.ts";
import { oneLine, shorten } from "../text/measure.ts";
import { type TextBox, makeTextBox, overlap } from "../text/textBoxes.ts";
import { paletteColor, samplePalette } from "../colors/colormaps.ts";
import type { Theme } from "../colors/theme.ts";
import type { TickSet } from "../scales/ticks.ts";
import type { VerticalScale } from "../scales/verticalScale.ts";
import type { Mark, PlannedMark, SurfacePanel } from "./mark.ts";
import type { Line } from "../axes/axisLayout.ts";
import type { Figure, FigureStyle } from "../figure/figure.ts";
import type { Landscape } from "../../core/landscape.ts";

/** What losses the surface's colours stand for. */
export const COLORBAR = {
  roomBeside: (figure, verticals) =>
    figure.options.colorbar ? colorbarWidth(figure, verticals) : 0,
  plan(panel: SurfacePanel, room: Rect) {
    const height = room.height * BAR_SHARE;
    return planColorbar(panel, room, room.top + (room.height - height) / 2, height);
  },
} satisfies Mark;

/**
 * A bar near the left of `room`, with its ticks to the right of it; nothing where the panel goes
 * without one.
 *
 * @param top, height of the bar itself; its name stands above it
 * @param nameGap between its end and the middle of the text above it, in ems
 */
export function planColorbar(
  { figure, vertical, landscape, colormap }: Omit<SurfacePanel, "frame">,
  room: Pick<Rect, "left" | "width">,
  top: number,
  height: number,
  nameGap = NAME_GAP,
): PlannedColorbar | undefined {
  const { options, style, landscapes } = figure;
  // Panels that share an axis share the bar, which stands beside the last.
  if (!options.colorbar || (options.sameZ && landscape !== landscapes.at(-1))) return undefined;
  const bar: Rect = { left: room.left + GAP * style.em, top, width: BAR_WIDTH * style.em, height };
  const right = room.left + room.width;
  const layout = layOutColorbar(bar, right, vertical, nameOf(figure, landscape), nameGap, style);
  return {
    placeTexts(board) {
      // Numbers without their power of ten would be wrong ones.
      const notesFit = layout.notes.map((box) => board.place(box)).every(Boolean);
      if (notesFit) for (const box of layout.tickLabels) board.place(box);
      board.place(layout.label);
    },
    draw: (context) =>
      drawColorbar(context, layout, samplePalette(colormap), style.em, style.theme),
  };
}

/** A bar whose every place is settled. */
export type PlannedColorbar = Required<Pick<PlannedMark, "placeTexts">> & {
  draw(context: Drawing): void;
};

/** How far a bar's name and notes reach above it, with a gap of `nameGap`. */
export function heightAboveBar(
  vertical: VerticalScale,
  nameGap: number,
  { em }: FigureStyle,
): number {
  const rows = 1 + [clipNote(vertical), vertical.ticks(MOST_TICKS).note].filter(Boolean).length;
  return ((vertical.clipped ? BAR_WIDTH : 0) + nameGap + 1.3 * rows - 0.7) * em;
}

function nameOf({ options }: Figure, { zLabel }: Landscape): string {
  return oneLine(options.labels?.[2] ?? zLabel);
}

/** A panel's colour bar, laid out in pixels. */
interface ColorbarLayout {
  bar: Rect;
  /** Whether a pointed end says that higher losses are cut off. */
  isClipped: boolean;
  tickLines: Line[];
  tickLabels: TextBox[];
  /** The name of the loss. */
  label: TextBox;
  /** What the bar's numbers must be read with: their power of ten, the cut. */
  notes: TextBox[];
}

/** Between the axes and the bar. */
const GAP = 1;
/** Between the bar's end and the middle of the text above it. */
const NAME_GAP = 1.1;
const BAR_WIDTH = 1;
const TICK_LENGTH = 0.35;
const PAD = 0.35;
const MOST_TICKS = 8;
const FEWEST_TICKS = 3;
/** Share of the panel's height that the bar takes. */
const BAR_SHARE = 0.56;

/** Width that colour bars of these scales need, so that all panels of a figure can set aside the same. */
export function colorbarWidth(figure: Figure, verticals: readonly VerticalScale[]): number {
  const { em, measure } = figure.style;
  const names = figure.landscapes.map((landscape) => measure(nameOf(figure, landscape), em));
  const widest = Math.max(
    ...verticals.flatMap((vertical) => {
      const set = vertical.ticks(MOST_TICKS);
      // With its ends given, the bar takes as much room whether or not this surface is cut.
      const cutNote = clipNote({ ...vertical, clipped: vertical.clipped || vertical.isFixed });
      return [...set.major.map(({ label }) => label), set.note, cutNote].map((text) =>
        measure(text, em),
      );
    }),
  );
  const beside = (GAP + BAR_WIDTH + TICK_LENGTH + PAD + 0.1) * em + widest;
  return Math.min(Math.max(beside, (GAP + 0.1) * em + Math.max(...names)), 11 * em);
}

/** @param end of the room to the right of the bar */
function layOutColorbar(
  bar: Rect,
  end: number,
  vertical: VerticalScale,
  name: string,
  nameGap: number,
  { em, theme, measure }: FigureStyle,
): ColorbarLayout {
  const right = bar.left + bar.width;
  const { lowest, highest } = vertical;
  // A constant loss stands in the middle, like its colour.
  const [low, span] = highest > lowest ? [lowest, highest - lowest] : [lowest - 0.5, 1];
  const yOf = (place: number) => bar.top + bar.height * (1 - (place - low) / span);
  const room = end - right - (TICK_LENGTH + PAD) * em;
  const textAt = (text: string, left: number, y: number, width: number): TextBox => {
    const box = makeTextBox(shorten(text, em, width, measure), em, theme.text, measure);
    return { ...box, x: left + box.width / 2, y };
  };

  let set: TickSet = { major: [], minor: [], note: "" };
  let labels: TextBox[] = [];
  const wanted = Math.max(FEWEST_TICKS, Math.min(MOST_TICKS, Math.floor(bar.height / (2 * em))));
  for (let count = wanted; count >= 1; count--) {
    set = vertical.ticks(count);
    set.major = set.major.filter(({ place }) => place >= lowest - 1e-9 && place <= highest + 1e-9);
    set.minor = set.minor.filter(({ place }) => place >= lowest && place <= highest);
    labels = set.major.map(({ place, label }) =>
      textAt(label, right + (TICK_LENGTH + PAD) * em, yOf(place), room),
    );
    if (!labels.some((box, k) => k > 0 && overlap(box, labels[k - 1]))) break;
  }
  const line = (place: number, share: number): Line => ({
    x1: right,
    y1: yOf(place),
    x2: right + share * TICK_LENGTH * em,
    y2: yOf(place),
  });
  const notes = [clipNote(vertical), set.note].filter(Boolean);
  const tip = vertical.clipped ? BAR_WIDTH * em : 0;
  const noteAt = (text: string, row: number, width: number) =>
    textAt(text, bar.left, bar.top - tip - (nameGap + 1.3 * row) * em, width);
  return {
    bar,
    label: noteAt(name, notes.length, end - bar.left),
    isClipped: vertical.clipped,
    tickLines: [
      ...set.major.map(({ place }) => line(place, 1)),
      ...set.minor.map(({ place }) => line(place, 0.55)),
    ],
    tickLabels: labels,
    notes: notes.map((note, k) => noteAt(note, k, Infinity)),
  };
}

/** Draws the bar, opaque, whatever the surface's opacity: it names colours, not the surface. */
function drawColorbar(
  context: Drawing,
  { bar, isClipped, tickLines }: ColorbarLayout,
  palette: Float32Array,
  em: number,
  theme: Theme,
): void {
  const gradient = context.createLinearGradient(0, bar.top + bar.height, 0, bar.top);
  const stops = 64;
  for (let k = 0; k <= stops; k++) {
    gradient.addColorStop(k / stops, cssColor(palette, k / stops));
  }
  context.fillStyle = gradient;
  context.fillRect(bar.left, bar.top, bar.width, bar.height);
  const traceOutline = () => {
    context.beginPath();
    context.moveTo(bar.left, bar.top + bar.height);
    context.lineTo(bar.left, bar.top);
    if (isClipped) context.lineTo(bar.left + bar.width / 2, bar.top - bar.width);
    context.lineTo(bar.left + bar.width, bar.top);
    context.lineTo(bar.left + bar.width, bar.top + bar.height);
    context.closePath();
  };
  if (isClipped) {
    context.fillStyle = cssColor(palette, 1);
    context.beginPath();
    context.moveTo(bar.left, bar.top);
    context.lineTo(bar.left + bar.width / 2, bar.top - bar.width);
    context.lineTo(bar.left + bar.width, bar.top);
    context.fill();
  }
  context.strokeStyle = theme.axis;
  context.lineWidth = 0.07 * em;
  traceOutline();
  context.stroke();
  context.beginPath();
  for (const { x1, y1, x2, y2 } of tickLines) {
    context.moveTo(x1, y1);
    context.lineTo(x2, y2);
  }
  context.stroke();
}

function clipNote({ clipped, cutLabel }: VerticalScale): string {
  return clipped ? `cut at ${cutLabel}` : "";
}

function cssColor(palette: Float32Array, tone: number): string {
  const [red, green, blue] = paletteColor(palette, tone).map(Math.round);
  return `rgb(${red}, ${green}, ${blue})`;
}
