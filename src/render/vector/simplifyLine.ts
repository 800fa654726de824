import type { ScreenPoint } from "../contours/crowding.ts";

/** The line without the points that lie within `tolerance` of it (Douglas and Peucker, 1973). */
export function simplifyLine(points: readonly ScreenPoint[], tolerance: number): ScreenPoint[] {
  const last = points.length - 1;
  if (last < 2) return [...points];
  const isKept = new Uint8Array(points.length);
  isKept[0] = isKept[last] = 1;
  const stretches: [from: number, to: number][] = [[0, last]];
  for (let stretch = stretches.pop(); stretch; stretch = stretches.pop()) {
    const [from, to] = stretch;
    let farthest = from;
    let distance = tolerance;
    for (let k = from + 1; k < to; k++) {
      const here = distanceToSegment(points[k], points[from], points[to]);
      if (here > distance) [distance, farthest] = [here, k];
    }
    if (farthest === from) continue;
    isKept[farthest] = 1;
    stretches.push([from, farthest], [farthest, to]);
  }
  return points.filter((_, k) => isKept[k] === 1);
}

function distanceToSegment([x, y]: ScreenPoint, [ax, ay]: ScreenPoint, [bx, by]: ScreenPoint) {
  const [dx, dy] = [bx - ax, by - ay];
  const lengthSquared = dx * dx + dy * dy;
  const share = lengthSquared > 0 ? ((x - ax) * dx + (y - ay) * dy) / lengthSquared : 0;
  const t = Math.min(Math.max(share, 0), 1);
  return Math.hypot(x - ax - t * dx, y - ay - t * dy);
}
