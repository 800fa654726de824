import type { Landscape } from "../core/landscape.ts";
import { BOX } from "./box.ts";
import type { Camera, Point3 } from "./camera.ts";
import type { FragmentBuffer } from "./fragments.ts";
import type { Heightfield } from "./heightfield.ts";
import { heightAt } from "./heightfield.ts";
import { groundPlace } from "./ticks.ts";
import type { VerticalScale } from "./verticalScale.ts";

/** One panel's world, as the marks that stand in it need it. */
export interface Stage {
  landscape: Landscape;
  vertical: VerticalScale;
  field: Heightfield;
  palette: Float32Array;
  /** In pixels of the image. */
  camera: Camera;
  fragments: FragmentBuffer;
  /** Size of tick labels in pixels of the image. */
  em: number;
  /** Sign of the pane that serves as the floor: -1 below, +1 seen from below. */
  floorSign: number;
}

/** The place in the world above the weights `(x, y)`, on the drawn surface; its height is NaN off it. */
export function onSurface({ field, landscape }: Stage, x: number, y: number): Point3 {
  const worldX = worldPlace(landscape.x, x, BOX.width);
  const worldY = worldPlace(landscape.y, y, BOX.depth);
  return [worldX, worldY, heightAt(field, worldX, worldY)];
}

/** The place in the world of the weights `(x, y)` on the floor. */
export function onFloor({ landscape, floorSign }: Stage, x: number, y: number): Point3 {
  return [
    worldPlace(landscape.x, x, BOX.width),
    worldPlace(landscape.y, y, BOX.depth),
    (floorSign * BOX.height) / 2,
  ];
}

/** Position of a loss on the colormap, from 0 to 1. */
export function toneOf({ vertical }: Stage, loss: number): number {
  const { lowest, highest } = vertical;
  return highest > lowest ? (vertical.position(loss) - lowest) / (highest - lowest) : 0.5;
}

/** A number that turns heights of the world into positions on the colormap: `offset + scale * height`. */
export function tonesOfHeights(vertical: VerticalScale): { toneOffset: number; toneScale: number } {
  const { lowest, highest } = vertical;
  if (!(highest > lowest)) return { toneOffset: 0.5, toneScale: 0 };
  const toneScale = 1 / (BOX.height * (highest - lowest));
  return { toneOffset: (0.5 - lowest) / (highest - lowest), toneScale };
}

/** How far marks of a width in pixels are lifted off the surface to lie on it, not in it. In world units. */
export function liftFor({ camera }: Stage, width: number): number {
  return (0.75 * width + 1.5) / camera.zoom;
}

/**
 * How far a mark is lifted towards the viewer at a point of the surface, so that
 * it lies on its side: in front of the surface where the viewer sees that side,
 * behind it where not. Marks lie on the upper side, seen from below on the lower
 * one.
 *
 * @param lift distance from the surface
 * @param above distance from the marks that lie on the surface itself, towards the viewer
 */
export function liftOn(stage: Stage, point: Point3, lift: number, above: number): number {
  return seesMarkedSide(stage, point) ? lift + above : above - lift - MOST_ABOVE * lift;
}

/** No mark is higher above the others than this many lifts. */
const MOST_ABOVE = 2;

function seesMarkedSide({ field, camera }: Stage, [x, y]: Point3): boolean {
  const [gx, gy] = camera.ground;
  const step = 1e-3;
  const here = heightAt(field, x, y);
  const slope = (dx: number, dy: number) => {
    const ahead = (heightAt(field, x + dx, y + dy) - here) / step;
    const behind = (here - heightAt(field, x - dx, y - dy)) / step;
    if (Number.isNaN(ahead)) return behind;
    return Number.isNaN(behind) ? ahead : (ahead + behind) / 2;
  };
  const towardsViewer = slope(step, 0) * gx + slope(0, step) * gy;
  const cosine = camera.sinElevation - camera.cosElevation * towardsViewer;
  return cosine < 0 === camera.sinElevation < 0;
}

function worldPlace(places: Float64Array, value: number, length: number): number {
  return length * (groundPlace(value, places[0], places[places.length - 1]) - 0.5);
}
