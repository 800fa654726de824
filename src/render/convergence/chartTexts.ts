import { range } from "d3-array";
import { contains } from "../map/lineLabels.ts";
import type { ScreenPoint } from "../contours/crowding.ts";
import { css } from "../marks/symbols.ts";
import { shorten } from "../text/measure.ts";
import { type TextBoard, makeTextBox, type TextBox } from "../text/textBoxes.ts";
import { placeOf, tolerancesOf, type ConvergenceChart } from "./chart.ts";
import { formatCompact } from "../scales/numberFormat.ts";
import { type CurvePoint, type NamedCurve, longestStall, type Stall } from "./curves.ts";

const LONGEST_NAME = 22;
/** Of a text from the point that it names, in ems. */
const AWAY = 0.85;

/** Of the words on a rule from the lines that cross it, on both sides together. */
const APART = 0.8;

const SHARES: Record<string, string> = {
  "1e-1": "a tenth",
  "1e-2": "a hundredth",
  "1e-3": "a thousandth",
  "1e-6": "a millionth",
  "1e-9": "a billionth",
};

interface ChartTexts {
  place(board: TextBoard): void;
  /** Where a curve is said to lie high, if there was room for the words. */
  stall(): Stall | undefined;
}

/** What a chart's lines are called, beside their ends, and what its rule means. */
export function planChartTexts(chart: ConvergenceChart): ChartTexts {
  const { curves, frame, style } = chart;
  const { em, theme, measure } = style;
  const { plot } = frame;
  const walked = curves.map(({ points }) => densely(points.map((point) => placeOf(chart, point))));
  const rules = tolerancesOf(chart).map((share) => placeOf(chart, { step: 0, share })[1]);
  const isFree = (box: TextBox) =>
    box.x - box.width / 2 >= plot.left + 0.3 * em &&
    box.x + box.width / 2 <= plot.left + plot.width - 0.3 * em &&
    box.y - box.height / 2 >= plot.top &&
    box.y + box.height / 2 <= plot.top + plot.height &&
    !rules.some((y) => Math.abs(y - box.y) < box.height / 2) &&
    !walked.some((points) => points.some((point) => contains(box, point)));
  const placeFirst = (board: TextBoard, boxes: readonly TextBox[]) =>
    boxes.some((box) => isFree(box) && board.place(box));
  const isApart = (box: TextBox) => isFree({ ...box, width: box.width + APART * em });
  let stall = chart.explains ? longestStall(curves) : undefined;
  return {
    stall: () => stall,
    place(board) {
      // Those that end furthest to the right have the least room.
      const ends = curves
        .map((curve) => ({ curve, end: curve.arrival ?? curve.points[curve.points.length - 1] }))
        .sort((a, b) => b.end.step - a.end.step);
      for (const { curve, end } of ends) {
        const count = stepsWords(curve);
        const name = shorten(curve.name, em, LONGEST_NAME * em, measure);
        const texts = name ? [`${name}: ${count}`, count] : [count];
        const at = placeOf(chart, end);
        texts.some((text) => {
          const box = makeTextBox(text, em, css(curve.ink), measure);
          return placeFirst(board, seatsAround(box, at, em));
        });
      }
      if (stall) {
        const box = makeTextBox(stallWords(stall.point), em, css(stall.ink), measure);
        if (!placeFirst(board, seatsAround(box, placeOf(chart, stall.point), em))) {
          stall = undefined;
        }
      }
      for (const tolerance of tolerancesOf(chart)) {
        const box = makeTextBox(toleranceWords(tolerance), em, theme.mutedText, measure);
        const [, y] = placeOf(chart, { step: 0, share: tolerance });
        const left = plot.left + 0.7 * em + box.width / 2;
        const room = plot.width - 1.4 * em - box.width;
        placeFirst(
          board,
          range(0, 1.01, 0.1).flatMap((share) =>
            [-1, 1]
              .map((side) => ({ ...box, x: left + share * room, y: y + side * 0.85 * em }))
              .filter(isApart),
          ),
        );
      }
    },
  };
}

/** Beside a point, below and above it, near ones first. */
function seatsAround(box: TextBox, [x, y]: ScreenPoint, em: number): TextBox[] {
  const right = x + AWAY * em + box.width / 2;
  const left = x - AWAY * em - box.width / 2;
  const rows = [0.9, -0.9, 2.2, -2.2, 3.5, -3.5].map((row) => y + row * em);
  return rows.flatMap((row) => [
    { ...box, x: right, y: row },
    { ...box, x: left, y: row },
    { ...box, x, y: row + Math.sign(row - y) * 0.4 * em },
  ]);
}

/** A line's points with others between them where they are far apart. */
function densely(points: readonly ScreenPoint[]): ScreenPoint[] {
  return points.flatMap((point, k): ScreenPoint[] => {
    if (k === 0) return [point];
    const [x0, y0] = points[k - 1];
    const count = Math.max(1, Math.ceil(Math.hypot(point[0] - x0, point[1] - y0) / 4));
    return Array.from({ length: count }, (_, part): ScreenPoint => {
      const share = (part + 1) / count;
      return [x0 + share * (point[0] - x0), y0 + share * (point[1] - y0)];
    });
  });
}

/** What it means to have arrived: `arrived: a millionth of the start`. */
export function toleranceWords(tolerance: number): string {
  const share = SHARES[tolerance.toExponential()] ?? formatCompact(tolerance);
  return `arrived: ${share} of the start`;
}

/** `3 steps`, `after 200 steps`, `never arrives`, `diverges`; with the name in front of it. */
function stepsWords({ steps, diverged, lastHeld }: NamedCurve): string {
  if (diverged) return "diverges";
  if (steps === undefined) return `${formatCompact(lastHeld.step, 7)} steps`;
  if (!Number.isFinite(steps)) return "does not arrive";
  return `${formatCompact(steps, 7)} ${steps === 1 ? "step" : "steps"}`;
}

/** What a curve has lost so far: `after 1,000 steps 82 % is left`. */
function stallWords({ step, share }: CurvePoint): string {
  const percent = share > 0.995 && share < 1 ? "over 99" : String(Math.round(100 * share));
  return `after ${formatCompact(step, 7)} steps ${percent} % is left`;
}
