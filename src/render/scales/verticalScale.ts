import { ticks } from "d3-array";
import { InputError, option } from "../../core/errors.ts";
import { formatCompact, labelTicks, powerOfTen } from "./numberFormat.ts";
import type { Tick, TickSet } from "./ticks.ts";

/** Maps losses to places on the vertical axis: 0 at the box's floor, 1 at its top. */
export interface VerticalScale {
  position(loss: number): number;
  /** Place of the cut, or `Infinity`. */
  ceiling: number;
  /** Places of the lowest and the highest loss drawn: the ends of the colormap. */
  lowest: number;
  highest: number;
  /** The same two as losses. */
  lowestLoss: number;
  highestLoss: number;
  /** Whether some losses are cut off, and the loss at the cut for a note. */
  clipped: boolean;
  /** Whether the ends are given, so that other losses have the same scale. */
  isFixed: boolean;
  cutLabel: string;
  ticks(count: number): TickSet;
}

export interface VerticalOptions {
  zScale: "linear" | "log";
  zMax?: number;
  /** Ends of the scale, whatever the grids hold: losses above are cut off, those below drawn at `min`. */
  zRange?: { min: number; max: number };
  /** Shares of the axis that stay free below the lowest and above the highest loss. */
  floorGap: number;
  topGap: number;
}

/** Position of a loss on the colormap, from 0 to 1. */
export function toneOf({ position, lowest, highest }: VerticalScale, loss: number): number {
  return highest > lowest ? (position(loss) - lowest) / (highest - lowest) : 0.5;
}

/**
 * The scale of one or more grids that share a vertical axis.
 *
 * @throws {InputError} where a logarithmic axis meets a loss of zero or less,
 *   or the cut lies below every loss; `name` says which panel
 */
export function makeVerticalScale(
  grids: readonly Float64Array[],
  options: VerticalOptions,
  name: string,
): VerticalScale {
  const { zScale, zRange, floorGap, topGap } = options;
  const [lowestGiven, highest] = finiteExtent(grids);
  const lowest = zRange?.min ?? lowestGiven;
  const zMax = zRange?.max ?? options.zMax ?? Infinity;
  if (lowest >= zMax) {
    throw InputError.of`${option("zMax")} ${zMax}: expected more than ${lowest}, the lowest loss of ${name}`;
  }
  if (zScale === "log" && lowest <= 0) {
    throw InputError.of`${option("zScale")} log: ${name} holds the loss ${lowest}; a logarithmic axis needs losses above zero`;
  }
  const top = zRange?.max ?? Math.min(highest, zMax);
  const measure = zScale === "log" ? logMeasure(lowest, top) : linearMeasure(lowest, top);
  const span = 1 - floorGap - topGap;
  const floor = zRange?.min ?? -Infinity;
  const position = (loss: number) => floorGap + span * measure.share(Math.max(loss, floor));
  const clipped = highest > zMax;
  return {
    position,
    ceiling: clipped ? position(zMax) : Infinity,
    lowest: position(lowest),
    highest: position(top),
    lowestLoss: lowest,
    highestLoss: top,
    clipped,
    isFixed: zRange !== undefined,
    cutLabel: formatCompact(top),
    ticks(count) {
      const set = measure.ticks(count, -floorGap / span, 1 + topGap / span);
      const place = (tick: Tick) => ({ ...tick, place: floorGap + span * tick.place });
      return { ...set, major: set.major.map(place), minor: set.minor.map(place) };
    },
  };
}

function finiteExtent(grids: readonly Float64Array[]): [number, number] {
  let lowest = Infinity;
  let highest = -Infinity;
  for (const grid of grids) {
    for (let k = 0; k < grid.length; k++) {
      const loss = grid[k];
      if (loss < lowest && loss !== -Infinity) lowest = loss;
      if (loss > highest && loss !== Infinity) highest = loss;
    }
  }
  return lowest <= highest ? [lowest, highest] : [0, 1];
}

/** Shares of the way from the lowest (0) to the highest loss (1), and round ticks between two shares. */
interface Measure {
  share(loss: number): number;
  ticks(count: number, lowShare: number, highShare: number): TickSet;
}

/** Losses that differ by fewer units in the last place have no room for ticks between them. */
const NOISE = 1000;

function linearMeasure(lowest: number, highest: number): Measure {
  // Halved, so that a span from -1e308 to 1e308 is still a number.
  let halfSpan = highest / 2 - lowest / 2;
  let middle = lowest / 2 + highest / 2;
  // Differences in the last digits of a constant are noise: it is drawn flat, in mid-height.
  const noise = Math.max(Math.abs(lowest), Math.abs(highest)) * (NOISE * Number.EPSILON);
  const isFlat = halfSpan <= noise;
  if (isFlat) {
    middle = lowest;
    halfSpan = Math.abs(middle) / 10 || 0.5;
  }
  const share = (loss: number) => 0.5 + (loss / 2 - middle / 2) / halfSpan;
  return {
    share: isFlat ? () => 0.5 : share,
    ticks(count, lowShare, highShare) {
      // Ticks in units of the span's own power of ten, so that 1e-300 counts like 1.
      const unit = 10 ** Math.floor(Math.log10(Math.max(halfSpan, Math.abs(middle))));
      const at = (share: number) => middle / unit + 2 * (share - 0.5) * (halfSpan / unit);
      // No tick below zero where no loss is.
      const from = lowest >= 0 ? Math.max(0, at(lowShare)) : at(lowShare);
      const to = at(highShare);
      const rounds = ticks(from, to, count).map((value) => value * unit);
      const values = [...new Set(rounds)].filter(Number.isFinite);
      const { labels, note } = labelTicks(values);
      return {
        major: values.map((value, k) => ({ place: share(value), label: labels[k] })),
        minor: [],
        note,
      };
    },
  };
}

function logMeasure(lowest: number, highest: number): Measure {
  const from = Math.log10(lowest);
  const to = Math.log10(highest);
  if (to - from < 1e-12) return linearMeasure(lowest, lowest);
  const shareOfLog = (log: number) => (log - from) / (to - from);
  const share = (loss: number) => shareOfLog(Math.log10(loss));
  return {
    share,
    ticks(count, lowShare, highShare) {
      const lowLog = from + lowShare * (to - from);
      const highLog = from + highShare * (to - from);
      const first = Math.ceil(lowLog - 1e-9);
      const last = Math.floor(highLog + 1e-9);
      if (last - first < 2) {
        // Less than three powers of ten: round values, unevenly spaced.
        const values = roundValues(10 ** lowLog, 10 ** highLog, count);
        const { labels, note } = labelTicks(values);
        const major = values.map((value, k) => ({ place: share(value), label: labels[k] }));
        return { major, minor: [], note };
      }
      const stride = Math.max(1, Math.ceil((last - first) / Math.max(count, 1)));
      const major: Tick[] = [];
      const minor: Tick[] = [];
      for (let exponent = first - 1; exponent <= last; exponent++) {
        const isMajor = exponent % stride === 0;
        if (isMajor && exponent >= first) {
          major.push({ place: shareOfLog(exponent), label: powerOfTen(exponent) });
        } else if (exponent >= first) {
          minor.push({ place: shareOfLog(exponent), label: "" });
        }
        for (let digit = 2; digit <= 9 && stride === 1; digit++) {
          const place = shareOfLog(exponent + Math.log10(digit));
          if (place >= lowShare && place <= highShare) minor.push({ place, label: "" });
        }
      }
      return { major, minor, note: "" };
    },
  };
}

/** At equal ratios (1, 2, 5, 10, …) where the values span most of a decade, at equal steps where not. */
function roundValues(lowest: number, highest: number, count: number): number[] {
  if (highest / lowest < 6) {
    return [...new Set(ticks(lowest, highest, count))].filter((value) => value > 0);
  }
  const values: number[] = [];
  const first = Math.floor(Math.log10(lowest));
  const digits = highest / lowest > 30 ? [1, 3] : [1, 2, 5];
  for (let exponent = first; 10 ** exponent <= highest; exponent++) {
    for (const digit of count < 3 ? [1] : digits) values.push(Number(`${digit}e${exponent}`));
  }
  return values.filter((value) => value >= lowest && value <= highest);
}
