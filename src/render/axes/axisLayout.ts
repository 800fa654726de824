import { range } from "d3-array";
import type { AxisEdge } from "../space/box.ts";
import { type Camera, screenX, screenY } from "../space/camera.ts";
import type { FigureStyle } from "../figure/figure.ts";
import { type MeasureText, shorten } from "../text/measure.ts";
import { type TextBox, makeTextBox, overlap, reach } from "../text/textBoxes.ts";
import type { Tick, TickSet } from "../scales/ticks.ts";

/** What an axis shows: ticks for a wanted number of them, and its label. */
export interface AxisContent {
  ticks(count: number): TickSet;
  label: string;
  /** Other wordings of the label for axes that are too short for it, the longest first. */
  shorterLabels?: string[];
}

/** An axis laid out for a camera, in pixels. */
export interface AxisLayout {
  edge: AxisEdge;
  /** Ticks whose grid lines are drawn. */
  major: Tick[];
  tickLines: Line[];
  tickLabels: TextBox[];
  label: TextBox;
  /** How many ticks were asked of the scale. */
  tickCount: number;
  /** Whether the tick labels say nothing without the label: it carries their power of ten. */
  needsLabel: boolean;
}

export interface Line {
  x1: number;
  y1: number;
  x2: number;
  y2: number;
}

const TICK_LENGTH = 0.36;
const TICK_PAD = 0.34;
const LABEL_PAD = 0.5;
const MOST_TICKS = 9;
/** Tried first on a short axis: a scale cannot be read from one tick. */
const FEWEST_TICKS = 3;
/** An axis shorter than this (seen end-on) carries neither ticks nor a label. */
const SHORTEST_AXIS = 3;

/**
 * Places ticks and labels outside the box along `edge`; as many ticks as fit without overlap.
 *
 * @param mostTicks asked of the scale
 */
export function layOutAxis(
  edge: AxisEdge,
  content: AxisContent,
  camera: Camera,
  style: FigureStyle,
  mostTicks = MOST_TICKS,
): AxisLayout {
  const { em, theme, measure } = style;
  const x1 = screenX(camera, edge.from);
  const y1 = screenY(camera, edge.from);
  const dx = screenX(camera, edge.to) - x1;
  const dy = screenY(camera, edge.to) - y1;
  const length = Math.hypot(dx, dy);
  const noText = makeTextBox("", em, theme.text, measure);
  if (length < SHORTEST_AXIS * em) {
    return {
      edge,
      major: [],
      tickLines: [],
      tickLabels: [],
      label: noText,
      tickCount: mostTicks,
      needsLabel: false,
    };
  }
  const [outX, outY] = outwardNormal(x1 + dx / 2, y1 + dy / 2, dx / length, dy / length, camera);
  const tickLine = (place: number, share: number): Line => ({
    x1: x1 + place * dx,
    y1: y1 + place * dy,
    x2: x1 + place * dx + outX * share * TICK_LENGTH * em,
    y2: y1 + place * dy + outY * share * TICK_LENGTH * em,
  });
  const tickLabel = (tick: Tick): TextBox => {
    const box = makeTextBox(tick.label, em, theme.text, measure);
    const away = (TICK_LENGTH + TICK_PAD) * em + reach({ ...box, height: em }, outX, outY);
    return {
      ...box,
      x: x1 + tick.place * dx + outX * away,
      y: y1 + tick.place * dy + outY * away,
    };
  };

  let set: TickSet = { major: [], minor: [], note: "" };
  let tickLabels: TextBox[] = [];
  let tickCount = 1;
  const wanted = Math.max(FEWEST_TICKS, Math.min(mostTicks, Math.floor(length / (2.2 * em))));
  // Scales round the count that they are asked for: one more may give the three that fewer did not.
  const counts = [
    ...range(FEWEST_TICKS, wanted + 1).reverse(),
    ...range(wanted + 1, MOST_TICKS + 1),
    2,
    1,
  ];
  for (const count of counts) {
    const tried = content.ticks(count);
    const labels = tried.major.map(tickLabel);
    const isCrowded = labels.some(
      (box, k) => k > 0 && overlap(widened(box, 0.5 * em), labels[k - 1]),
    );
    if (isCrowded || labels.length < Math.min(FEWEST_TICKS, count)) continue;
    [set, tickLabels, tickCount] = [tried, labels, count];
    break;
  }

  const thickness = Math.max(
    0,
    ...tickLabels.map((box) => 2 * reach({ ...box, height: em }, outX, outY)),
  );
  const angle = uprightAngle(dx, dy);
  const labelSize = 1.08 * em;
  const room = Math.max(1.1 * length, 8 * em);
  const box = makeTextBox(
    labelWithNote(content.label, set.note, labelSize, room, measure),
    labelSize,
    theme.text,
    measure,
    angle,
  );
  const away =
    (TICK_LENGTH + TICK_PAD + LABEL_PAD) * em +
    thickness +
    reach({ ...box, height: em }, outX, outY);
  return {
    edge,
    major: set.major,
    tickLines: [
      ...set.major.map((tick) => tickLine(tick.place, 1)),
      ...set.minor.map((tick) => tickLine(tick.place, 0.55)),
    ],
    tickLabels,
    label: { ...box, x: x1 + dx / 2 + outX * away, y: y1 + dy / 2 + outY * away },
    tickCount,
    needsLabel: set.note !== "",
  };
}

/** The label shortened as needed, the note whole: without it the ticks would say something else. */
export function labelWithNote(
  label: string,
  note: string,
  size: number,
  room: number,
  measure: MeasureText,
): string {
  if (note === "") return shorten(label, size, room, measure);
  const rest = room - measure(` (${note})`, size);
  const short = shorten(label, size, rest, measure);
  return short === "" ? note : `${short} (${note})`;
}

/** The unit normal of an edge that points away from the box's centre; downwards where the edge passes through it. */
function outwardNormal(
  middleX: number,
  middleY: number,
  dx: number,
  dy: number,
  camera: Camera,
): [number, number] {
  const side = -dy * (middleX - camera.centerX) + dx * (middleY - camera.centerY);
  if (Math.abs(side) < 1e-6) return dx >= 0 ? [-dy, dx] : [dy, -dx];
  return side > 0 ? [-dy, dx] : [dy, -dx];
}

/** The direction of a label along an axis: never upside down, and upwards where the axis is vertical. */
function uprightAngle(dx: number, dy: number): number {
  if (Math.abs(dx) < 1e-9 * Math.abs(dy)) return -Math.PI / 2;
  return Math.atan(dy / dx);
}

function widened(box: TextBox, by: number): TextBox {
  return { ...box, width: box.width + by };
}
