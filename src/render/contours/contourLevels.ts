import { ticks } from "d3-array";

/** From this ratio of the highest to the lowest loss on, levels at equal steps would leave the valley bare. */
const DECADES_RATIO = 100;
/** Smaller shares of the highest loss are rounding. */
const ROUNDING = 1e-12;

/**
 * About `count` round levels strictly between the lowest and the highest loss:
 * at equal steps, or at equal ratios (1, 2, 5, 10, …) where the losses span
 * decades or the axis is logarithmic.
 */
export function contourLevels(
  lowest: number,
  highest: number,
  count: number,
  isLogarithmic: boolean,
): number[] {
  // A fit without noise: its lowest losses are rounding, and no place for levels.
  if (!isLogarithmic && lowest > 0 && lowest < ROUNDING * highest) {
    return levelsByRatio(highest / DECADES_RATIO ** 2, highest, count);
  }
  const spansDecades = lowest > 0 && highest / lowest >= DECADES_RATIO;
  const levels =
    lowest > 0 && (isLogarithmic || spansDecades) && highest / lowest > 4
      ? levelsByRatio(lowest, highest, count)
      : levelsByStep(lowest, highest, count);
  return levels.filter((level) => level > lowest && level < highest);
}

function levelsByStep(lowest: number, highest: number, count: number): number[] {
  // From -1e308 to 1e308 the difference is no number.
  const unit = Number.isFinite(highest - lowest) ? 1 : 1e300;
  return ticks(lowest / unit, highest / unit, count).map((level) => level * unit);
}

const ROUND_SETS = [
  [1, 1.5, 2, 3, 4, 5, 6, 8],
  [1, 1.5, 2, 3, 5, 7],
  [1, 2, 3, 5],
  [1, 2, 5],
  [1, 3],
  [1],
];

/** Of the round series the one that comes nearest to the count; over many decades every so many powers of ten. */
function levelsByRatio(lowest: number, highest: number, count: number): number[] {
  const first = Math.floor(Math.log10(lowest));
  const last = Math.floor(Math.log10(highest));
  const stride = Math.max(1, Math.round((last - first) / count));
  const series = stride > 1 ? [[1]] : ROUND_SETS;
  const candidates = series.map((digits) => {
    const levels: number[] = [];
    for (let exponent = first; exponent <= last; exponent += stride) {
      for (const digit of digits) levels.push(Number(`${digit}e${exponent}`));
    }
    return levels.filter((level) => level > lowest && level < highest);
  });
  const miss = (levels: readonly number[]) => Math.abs(levels.length - count);
  return candidates.reduce((best, levels) => (miss(levels) < miss(best) ? levels : best));
}
