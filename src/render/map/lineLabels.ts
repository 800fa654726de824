import type { ScreenPoint } from "../contours/crowding.ts";
import { formatCompact, powerOfTen } from "../scales/numberFormat.ts";
import { overlap, type TextBox } from "../text/textBoxes.ts";

/** A line of equal loss on the screen. */
export interface LevelLine {
  level: number;
  points: ScreenPoint[];
}

/** Where a number would lie on its line. */
interface Seat {
  line: LevelLine;
  /** Of its middle, along the line. */
  distance: number;
  box: TextBox;
  /** Less is better. */
  cost: number;
}

/** A number in a gap of its line. */
export type SeatedLabel = Pick<Seat, "line" | "distance" | "box">;

/** Between seats that are looked at, in ems. */
const STRIDE = 0.4;
/** A line bends at most so far away from a number on it, in ems. */
const MOST_SAG = 0.22;
/** Lines shorter than this many times their number go without it. */
const SHORTEST = 2.6;
/** Free space around a number, in ems. */
const CLEARANCE = 0.28;
/** Another line of a level is named where it is so long and so far from the numbers before, in ems. */
const APART = 22;
/** Steeper numbers are hard to read. */
const STEEPEST = (75 * Math.PI) / 180;

/**
 * Seats numbers on lines of equal loss, upright along them: at most one for most levels, each where
 * its line is straight, level, and free of everything else, near the number of the level before.
 *
 * @param makeBox the number of a level as a text
 * @param isFree whether a box lies inside the plot, clear of what else is drawn there
 */
export function seatLabels(
  lines: readonly LevelLine[],
  em: number,
  makeBox: (level: number) => TextBox,
  isFree: (box: TextBox) => boolean,
): SeatedLabel[] {
  const levels = [...new Set(lines.map(({ level }) => level))].sort((a, b) => a - b);
  const seated: SeatedLabel[] = [];
  for (const level of levels) {
    const own = lines
      .filter((line) => line.level === level)
      .map((line) => ({ line, length: lengthsAlong(line.points).at(-1) ?? 0 }))
      .sort((a, b) => b.length - a.length);
    const others = lines.filter((line) => line.level !== level);
    const before = seated.at(-1)?.box;
    const ofLevel: TextBox[] = [];
    for (const { line, length } of own) {
      if (ofLevel.length > 0 && length < APART * em) break;
      const best = seatsOf(line, makeBox(level), em)
        .filter(({ box }) => ofLevel.every((other) => distanceOf(other, box) > APART * em))
        .map((seat) => ({ ...seat, cost: seat.cost + fromNeighbour(seat.box, before, em) }))
        .sort((a, b) => a.cost - b.cost)
        .find(({ box }) => {
          const wide = padded(box, CLEARANCE * em);
          return (
            isFree(wide) &&
            !seated.some((label) => overlap(wide, label.box)) &&
            !others.some(({ points }) => points.some((point) => contains(wide, point)))
          );
        });
      if (!best) continue;
      ofLevel.push(best.box);
      seated.push(best);
    }
  }
  return seated;
}

/** A gentle pull that makes ladders of numbers. */
function fromNeighbour(box: TextBox, before: TextBox | undefined, em: number): number {
  return before ? 0.03 * (distanceOf(before, box) / em) : 0;
}

function seatsOf(line: LevelLine, box: TextBox, em: number): Seat[] {
  const along = lengthsAlong(line.points);
  const length = along.at(-1) ?? 0;
  const half = box.width / 2 + 0.2 * em;
  const seats: Seat[] = [];
  if (length < SHORTEST * box.width) return seats;
  for (let distance = half + em; distance <= length - half - em; distance += STRIDE * em) {
    const [from, middle, to] = [distance - half, distance, distance + half].map((at) =>
      pointAt(line.points, along, at),
    );
    const chord = Math.hypot(to[0] - from[0], to[1] - from[1]);
    const center: ScreenPoint = [(from[0] + to[0]) / 2, (from[1] + to[1]) / 2];
    const sag = Math.hypot(middle[0] - center[0], middle[1] - center[1]) / em;
    if (sag > MOST_SAG || chord < 1.9 * half) continue;
    const angle = uprightAngle(to[0] - from[0], to[1] - from[1]);
    if (Math.abs(angle) > STEEPEST) continue;
    const x = (center[0] + middle[0]) / 2;
    const y = (center[1] + middle[1]) / 2;
    const cost = 4 * sag + 1.2 * (angle / (Math.PI / 2)) ** 2;
    seats.push({ line, distance, box: { ...box, x, y, angle }, cost });
  }
  return seats;
}

/** The line without the stretches on which its numbers lie. */
export function withGaps(
  line: LevelLine,
  labels: readonly SeatedLabel[],
  em: number,
): ScreenPoint[][] {
  const gaps = labels
    .filter((label) => label.line === line)
    .map(({ distance, box }): [number, number] => {
      const half = box.width / 2 + 0.3 * em;
      return [distance - half, distance + half];
    })
    .sort((a, b) => a[0] - b[0]);
  if (gaps.length === 0) return [line.points];
  const along = lengthsAlong(line.points);
  const ends = [0, ...gaps.flat(), along.at(-1) ?? 0];
  const parts: ScreenPoint[][] = [];
  for (let k = 0; k < ends.length; k += 2) {
    const [from, to] = [ends[k], ends[k + 1]];
    const inner = line.points.filter((_, p) => along[p] > from && along[p] < to);
    parts.push([pointAt(line.points, along, from), ...inner, pointAt(line.points, along, to)]);
  }
  return parts;
}

/** Numbers of levels, each told from the others; none where that takes too many digits. */
export function levelNames(levels: readonly number[]): Map<number, string> {
  for (let digits = 3; digits <= 7; digits++) {
    const names = levels.map((level) => levelName(level, digits));
    const isExact = levels.every(
      (level) => Math.abs(Number(level.toPrecision(digits)) - level) <= 1e-9 * Math.abs(level),
    );
    if (isExact) return new Map(levels.map((level, k) => [level, names[k]]));
  }
  return new Map();
}

function levelName(level: number, digits: number): string {
  const isPower = level > 0 && /^1e/.test(level.toExponential());
  const isLong = level >= 1e6 || level < 1e-3;
  if (isPower && isLong) return powerOfTen(Math.round(Math.log10(level)));
  return formatCompact(level, digits);
}

function lengthsAlong(points: readonly ScreenPoint[]): number[] {
  const lengths = [0];
  for (let k = 1; k < points.length; k++) {
    const [dx, dy] = [points[k][0] - points[k - 1][0], points[k][1] - points[k - 1][1]];
    lengths.push(lengths[k - 1] + Math.hypot(dx, dy));
  }
  return lengths;
}

function pointAt(
  points: readonly ScreenPoint[],
  along: readonly number[],
  distance: number,
): ScreenPoint {
  let low = 0;
  let high = points.length - 1;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (along[middle] <= distance) low = middle;
    else high = middle;
  }
  const span = along[high] - along[low];
  const share = span > 0 ? Math.min(Math.max((distance - along[low]) / span, 0), 1) : 0;
  const [a, b] = [points[low], points[high]];
  return [a[0] + share * (b[0] - a[0]), a[1] + share * (b[1] - a[1])];
}

function uprightAngle(dx: number, dy: number): number {
  return dx === 0 ? Math.PI / 2 : Math.atan(dy / dx);
}

function distanceOf(a: TextBox, b: TextBox): number {
  return Math.hypot(a.x - b.x, a.y - b.y);
}

/** The box with free space around its letters. */
function padded(box: TextBox, by: number): TextBox {
  return { ...box, width: box.width + 2 * by, height: 0.8 * box.size + 2 * by };
}

/** Whether a point lies within a box. */
export function contains(box: TextBox, [x, y]: ScreenPoint): boolean {
  const [cos, sin] = [Math.cos(box.angle), Math.sin(box.angle)];
  const [dx, dy] = [x - box.x, y - box.y];
  return (
    Math.abs(dx * cos + dy * sin) <= box.width / 2 &&
    Math.abs(dy * cos - dx * sin) <= box.height / 2
  );
}
