import { contours } from "d3-contour";
import type { Landscape } from "../core/landscape.ts";
import { thinLandscape } from "./thinLandscape.ts";

/** A line of equal loss in the landscape's own weights. */
export interface ContourLine {
  level: number;
  xs: number[];
  ys: number[];
}

/** Grids finer than this are thinned before they are contoured: lines need no more points than pixels. */
const MOST_POINTS = 400;

/**
 * The contour lines of a landscape, by d3-contour, without the stretches along
 * the grid's border and around holes that close its polygons.
 */
export function contourLines(landscape: Landscape, levels: readonly number[]): ContourLine[] {
  const { x: xs, y: ys, z } = thinLandscape(landscape, MOST_POINTS);
  const values = Array.from(z);
  const columnCount = xs.length;
  const rowCount = ys.length;
  const trace = contours().size([columnCount, rowCount]);
  // d3-contour counts from the corner of a grid point's own square, half a step before the point.
  const isCut = (u: number, v: number) => {
    if (u < 0 || v < 0 || u > columnCount - 1 || v > rowCount - 1) return true;
    const j = Math.min(Math.floor(u), columnCount - 2);
    const i = Math.min(Math.floor(v), rowCount - 2);
    const at = i * columnCount + j;
    return !Number.isFinite(
      values[at] + values[at + 1] + values[at + columnCount] + values[at + columnCount + 1],
    );
  };
  const lines: ContourLine[] = [];
  for (const level of levels) {
    for (const polygon of trace.contour(values, level).coordinates) {
      for (const ring of polygon) {
        let line: ContourLine | undefined;
        for (let k = 1; k < ring.length; k++) {
          const [u0, v0] = [ring[k - 1][0] - 0.5, ring[k - 1][1] - 0.5];
          const [u1, v1] = [ring[k][0] - 0.5, ring[k][1] - 0.5];
          if (isCut(u0, v0) || isCut(u1, v1) || isCut((u0 + u1) / 2, (v0 + v1) / 2)) {
            line = undefined;
            continue;
          }
          if (!line) {
            line = { level, xs: [placeAt(xs, u0)], ys: [placeAt(ys, v0)] };
            lines.push(line);
          }
          line.xs.push(placeAt(xs, u1));
          line.ys.push(placeAt(ys, v1));
        }
      }
    }
  }
  return lines;
}

function placeAt(places: Float64Array, index: number): number {
  const below = Math.min(Math.floor(index), places.length - 2);
  return places[below] + (index - below) * (places[below + 1] - places[below]);
}
