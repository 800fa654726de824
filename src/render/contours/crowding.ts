import { type Camera, type Point3, screenX, screenY } from "../space/camera.ts";

/** A place on the screen, in pixels. */
export type ScreenPoint = readonly [x: number, y: number];

/** So many pieces from the first on are seen, whatever they lie on, at least as clearly as this. */
const CLEAR_PIECES = 12;
const LEAST_CLARITY = 0.45;
/** Share of the ground that later pieces may cover before they fade to nothing. */
const MOST_INK = 0.32;
/** Fainter pieces are left out. */
const FAINTEST = 0.06;
/** Side of the cells in which ink is counted, in widths of the line. */
const CELL = 4;

/**
 * How clear each piece of a path is drawn, from 0 to 1: pieces that swing over ground which earlier
 * ones already cover fade, so that together they never bury the surface.
 *
 * @param pieces points in the world, a few pixels apart
 * @param width of the line with its rim, in pixels
 */
export function clarityOfPieces(
  pieces: readonly (readonly Point3[])[],
  camera: Camera,
  width: number,
): number[] {
  const onScreen = pieces.map((points) =>
    points.map((point): ScreenPoint => [screenX(camera, point), screenY(camera, point)]),
  );
  return clarityOnScreen(onScreen, width);
}

/** The same of pieces that lie on the screen. */
export function clarityOnScreen(
  pieces: readonly (readonly ScreenPoint[])[],
  width: number,
): number[] {
  const cell = CELL * width;
  const ink = new Map<string, number>();
  return pieces.map((points, order) => {
    const places: [key: string, length: number][] = [];
    let total = 0;
    let covered = 0;
    for (let k = 1; k < points.length; k++) {
      const [x, y] = points[k];
      const length = Math.hypot(x - points[k - 1][0], y - points[k - 1][1]);
      if (!Number.isFinite(length)) continue;
      const key = `${Math.floor(x / cell)} ${Math.floor(y / cell)}`;
      places.push([key, length]);
      total += length;
      covered += (length * (ink.get(key) ?? 0)) / cell ** 2;
    }
    const density = total > 0 ? covered / total : 0;
    const fading = Math.max(0, 1 - density / MOST_INK);
    const least = order < CLEAR_PIECES ? LEAST_CLARITY : 0;
    const clarity = Math.max(least, fading < FAINTEST ? 0 : fading);
    for (const [key, length] of places) {
      ink.set(key, (ink.get(key) ?? 0) + clarity * width * length);
    }
    return clarity;
  });
}
