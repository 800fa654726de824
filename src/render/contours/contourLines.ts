import { contours } from "d3-contour";
import type { Landscape } from "../../core/landscape.ts";
import { refineGrid, thinLandscape } from "../space/resample.ts";

/** A line of equal loss in the landscape's own weights. */
export interface ContourLine {
  level: number;
  xs: number[];
  ys: number[];
}

/** Grids finer than this are thinned before they are contoured: lines need no more points than pixels. */
const MOST_POINTS = 400;

/** Grids coarser than this are refined, so that lines bend as the surface does. */
const FEWEST_POINTS = 200;

/**
 * The contour lines of a landscape, by d3-contour, without the stretches along
 * the grid's border and around holes that close its polygons.
 *
 * @param position of a loss on the vertical axis: lines lie where the surface that is drawn has their level
 */
export function contourLines(
  landscape: Landscape,
  levels: readonly number[],
  position: (loss: number) => number = (loss) => loss,
): ContourLine[] {
  const thin = thinLandscape(landscape, MOST_POINTS);
  const parts = (count: number) => Math.max(1, Math.round(FEWEST_POINTS / (count - 1)));
  const {
    xs,
    ys,
    values: fine,
  } = refineGrid(
    {
      xs: thin.x,
      ys: thin.y,
      values: thin.z.map((loss) => (Number.isFinite(loss) ? position(loss) : NaN)),
    },
    parts(thin.x.length),
    parts(thin.y.length),
  );
  const values = Array.from(fine);
  const columnCount = xs.length;
  const rowCount = ys.length;
  const trace = contours().size([columnCount, rowCount]);
  const isOutside = (u: number, v: number) =>
    u < 0 || v < 0 || u > columnCount - 1 || v > rowCount - 1;
  // A stretch along a grid line borders on two cells.
  const isBesideHole = (u: number, v: number) => {
    for (const i of [Math.ceil(v) - 1, Math.floor(v)]) {
      for (const j of [Math.ceil(u) - 1, Math.floor(u)]) {
        if (i < 0 || j < 0 || i > rowCount - 2 || j > columnCount - 2) continue;
        const at = i * columnCount + j;
        const corners =
          values[at] + values[at + 1] + values[at + columnCount] + values[at + columnCount + 1];
        if (!Number.isFinite(corners)) return true;
      }
    }
    return false;
  };
  const lines: ContourLine[] = [];
  for (const level of levels) {
    for (const polygon of trace.contour(values, position(level)).coordinates) {
      for (const ring of polygon) {
        let line: ContourLine | undefined;
        for (let k = 1; k < ring.length; k++) {
          // d3-contour counts from the corner of a point's own square, half a step before the point.
          const [u0, v0] = [ring[k - 1][0] - 0.5, ring[k - 1][1] - 0.5];
          const [u1, v1] = [ring[k][0] - 0.5, ring[k][1] - 0.5];
          if (
            isOutside(u0, v0) ||
            isOutside(u1, v1) ||
            isBesideHole((u0 + u1) / 2, (v0 + v1) / 2)
          ) {
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
