import type { Stroke } from "../space/strokes.ts";

/** What hides strokes: the nearest surface at each pixel of an image. */
export interface Hiding {
  width: number;
  height: number;
  /** `-Infinity` where there is no surface. */
  depths: Float32Array;
  opacity: number;
}

/** Fainter strokes are left out. */
const FAINTEST = 0.05;

/** Whether a place of the image at a depth lies in front of the surface. */
export function isSeen(
  { width, height, depths }: Hiding,
  x: number,
  y: number,
  depth: number,
): boolean {
  const [column, row] = [Math.floor(x), Math.floor(y)];
  if (column < 0 || row < 0 || column >= width || row >= height) return true;
  return depth >= depths[row * width + column];
}

/** How much of a disc is seen, asked at places across it. */
export function seenShare(
  hiding: Hiding,
  x: number,
  y: number,
  depth: number,
  radius: number,
): number {
  const offsets = [-1, -0.5, 0, 0.5, 1];
  const places = offsets
    .flatMap((dx) => offsets.map((dy) => [dx, dy]))
    .filter(([dx, dy]) => Math.hypot(dx, dy) <= 1);
  const seen = places.filter(([dx, dy]) => isSeen(hiding, x + radius * dx, y + radius * dy, depth));
  return seen.length / places.length;
}

/** How opaque a stroke is that lies behind the surface: what shines through it, and its ghost. */
export function shownThrough({ opacity }: Hiding, stroke: Stroke): number {
  const hidden = (1 - stroke.opacity * (1 - opacity)) * (1 - stroke.opacity * stroke.ghost);
  return 1 - hidden < FAINTEST ? 0 : 1 - hidden;
}
