import type { DescentPath, Landscape } from "../../core/landscape.ts";
import type { ScreenPoint } from "../contours/crowding.ts";

/** A step of a path, or the part of it that lies in the window. */
export type Segment = [fromX: number, fromY: number, toX: number, toY: number];

/** The path's segments, cut at the window's border (Liang and Barsky, 1984). */
export function insideWindow({ x, y }: Landscape, path: DescentPath): Segment[] {
  const segments: Segment[] = [];
  for (let k = 1; k < path.x.length; k++) {
    const [x0, y0, x1, y1] = [path.x[k - 1], path.y[k - 1], path.x[k], path.y[k]];
    const [dx, dy] = [x1 - x0, y1 - y0];
    let enter = 0;
    let leave = 1;
    for (const [start, delta, low, high] of [
      [x0, dx, x[0], x[x.length - 1]],
      [y0, dy, y[0], y[y.length - 1]],
    ]) {
      if (delta === 0) {
        if (start < low || start > high) leave = -1;
        continue;
      }
      const a = (low - start) / delta;
      const b = (high - start) / delta;
      enter = Math.max(enter, Math.min(a, b));
      leave = Math.min(leave, Math.max(a, b));
    }
    if (enter <= leave) {
      segments.push([x0 + enter * dx, y0 + enter * dy, x0 + leave * dx, y0 + leave * dy]);
    }
  }
  return segments;
}

/** Indices of points at least `spacing` from all kept before. */
export function spacedOut(points: readonly ScreenPoint[], spacing: number): number[] {
  const kept: number[] = [];
  const taken = new Map<string, [x: number, y: number][]>();
  points.forEach(([x, y], k) => {
    if (Number.isNaN(y)) return;
    const [column, row] = [Math.floor(x / spacing), Math.floor(y / spacing)];
    for (const i of [column - 1, column, column + 1]) {
      for (const j of [row - 1, row, row + 1]) {
        const near = taken.get(`${i} ${j}`) ?? [];
        if (near.some(([u, v]) => Math.hypot(x - u, y - v) < spacing)) return;
      }
    }
    const own = `${column} ${row}`;
    taken.set(own, [...(taken.get(own) ?? []), [x, y]]);
    kept.push(k);
  });
  return kept;
}
