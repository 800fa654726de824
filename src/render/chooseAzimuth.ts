import { aimCamera } from "./camera.ts";
import type { Heightfield } from "./raster/heightfield.ts";
import { Slice, traceSlice } from "./raster/slice.ts";

const CORNERS = [-45, 45, 135, -135];
const SLICE_COUNT = 24;
/** Shares of hidden surface closer than this count as equal. */
const ABOUT_EQUAL = 0.01;

/**
 * The azimuth of the corner from which the surfaces together hide least of
 * themselves; the earliest of -45, 45, 135, -135 where some are about equal.
 *
 * @param elevation in degrees
 */
export function chooseAzimuth(fields: readonly Heightfield[], elevation: number): number {
  const hidden = CORNERS.map((azimuth) =>
    fields.reduce((sum, field) => sum + hiddenShare(field, azimuth, elevation), 0),
  );
  const least = Math.min(...hidden);
  return CORNERS[hidden.findIndex((share) => share <= least + ABOUT_EQUAL * fields.length)];
}

/** How much of a surface lies behind other parts of it: a share of its ground, from 0 to 1. */
export function hiddenShare(field: Heightfield, azimuth: number, elevation: number): number {
  const { ground, sinElevation, cosElevation } = aimCamera(azimuth, elevation);
  const slice = new Slice(field);
  let total = 0;
  let hidden = 0;
  const reach = Math.SQRT1_2;
  for (let k = 0; k < SLICE_COUNT; k++) {
    traceSlice(slice, field, ground, reach * ((2 * k + 1) / SLICE_COUNT - 1));
    // From near to far: what the nearer part covers on the screen is one interval.
    let lowest = Infinity;
    let highest = -Infinity;
    for (let p = slice.count - 1; p >= 0; p--) {
      const up = cosElevation * slice.heights[p] - sinElevation * slice.distances[p];
      if (Number.isNaN(up)) continue;
      const before = p > 0 && slice.heights[p - 1] === slice.heights[p - 1] ? p - 1 : p;
      const stretch = slice.distances[p] - slice.distances[before];
      total += stretch;
      if (up > lowest && up < highest) hidden += stretch;
      if (up < lowest) lowest = up;
      if (up > highest) highest = up;
    }
  }
  return total > 0 ? hidden / total : 0;
}
