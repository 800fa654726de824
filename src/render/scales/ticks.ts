import { ticks } from "d3-array";
import { labelTicks } from "./numberFormat.ts";

/** A tick at `place`, a share of its axis from 0 to 1. */
export interface Tick {
  place: number;
  label: string;
}

export interface TickSet {
  major: Tick[];
  /** Without labels. */
  minor: Tick[];
  /** What the axis's label must add to the tick labels (`×10⁻⁵`), or nothing. */
  note: string;
}

/** Free space at each end of a ground axis, as a share of it. */
export const GROUND_MARGIN = 0.025;

/** The place on a ground axis of `value`, where the grid runs from `first` to `last`. */
export function groundPlace(
  value: number,
  first: number,
  last: number,
  margin = GROUND_MARGIN,
): number {
  return margin + (1 - 2 * margin) * ((value - first) / (last - first));
}

/** Round ticks on a ground axis whose grid runs from `first` to `last`. */
export function groundTicks(
  first: number,
  last: number,
  count: number,
  margin = GROUND_MARGIN,
): TickSet {
  // Between neighbouring numbers d3 repeats itself.
  const values = [...new Set(ticks(first, last, count))];
  const { labels, note } = labelTicks(values);
  const major = values.map((value, k) => ({
    place: groundPlace(value, first, last, margin),
    label: labels[k],
  }));
  return { major, minor: [], note };
}
