import type { Camera } from "../../src/render/space/camera.ts";

/** A surface over the square from -0.5 to 0.5, as a function; NaN: nothing there. */
export type Surface = (x: number, y: number) => number;

const STEP = 0.01;

/**
 * The height of a surface where the ray through a point of the screen meets it
 * first, by marching along the ray from near to far; NaN where it does not.
 * Slow, and shares nothing with the rasteriser.
 */
export function castRay(
  surface: Surface,
  { ground: [gx, gy], sinElevation, cosElevation, zoom, centerX, centerY }: Camera,
  screenX: number,
  screenY: number,
): number {
  const right = (screenX - centerX) / zoom;
  const up = (centerY - screenY) / zoom;
  const start = [-gy * right - sinElevation * gx * up, gx * right - sinElevation * gy * up];
  start.push(cosElevation * up);
  const direction = [cosElevation * gx, cosElevation * gy, sinElevation];
  // The part of the ray inside a cube of side 1.
  let [nearest, farthest] = [Infinity, -Infinity];
  for (let axis = 0; axis < 3; axis++) {
    if (Math.abs(direction[axis]) < 1e-12) {
      if (Math.abs(start[axis]) > 0.5) return NaN;
      continue;
    }
    const ends = [-0.5, 0.5].map((side) => (side - start[axis]) / direction[axis]);
    nearest = Math.min(nearest, Math.max(...ends));
    farthest = Math.max(farthest, Math.min(...ends));
  }
  let before = NaN;
  if (nearest <= farthest) return NaN;
  const steps = Math.ceil((nearest - farthest) / STEP);
  const stride = (nearest - farthest) / steps;
  for (let step = 0; step <= steps; step++) {
    const toward = nearest - step * stride;
    const x = start[0] + direction[0] * toward;
    const y = start[1] + direction[1] * toward;
    const above = start[2] + direction[2] * toward - surface(x, y);
    if (above > 0 !== before > 0 && !Number.isNaN(before) && !Number.isNaN(above)) {
      const meeting = toward + (stride * above) / (above - before);
      return start[2] + direction[2] * meeting;
    }
    before = above;
  }
  return NaN;
}
