import type { Point3 } from "./camera.ts";
import { heightAt } from "../raster/heightfield.ts";
import type { Stage } from "./stage.ts";

/** Pixels between a mark and the surface, whatever its width. */
const CLEARANCE = 2;
/** Where the surface is seen edge-on, a mark would have to be lifted without end. */
const STEEPEST = 5;
/** No mark is more than this many of its lifts above the others. */
const MOST_ABOVE = 2;

/** How far a line of a width in pixels is lifted towards the viewer to lie on the surface, not in it. In world units. */
export function liftOfLine({ camera }: Stage, width: number): number {
  return (1.5 * width + CLEARANCE) / camera.zoom;
}

/** Where a mark stands to the surface. */
export interface MarkPlace {
  /** How far it is lifted towards the viewer, in world units. */
  lift: number;
  /** Whether the viewer sees the side of the surface that it lies on. */
  isSeen: boolean;
}

/**
 * Places a mark at a point of the surface so that it lies whole on its side: in
 * front of the surface where the viewer sees that side, behind it where not.
 * Marks lie on the upper side, seen from below on the lower one.
 *
 * @param width of the mark, in pixels
 * @param above pixels from the marks that lie on the surface itself, towards the viewer
 */
export function placeMark(stage: Stage, point: Point3, width: number, above: number): MarkPlace {
  const { zoom, sinElevation } = stage.camera;
  const cosine = cosineToViewer(stage, point);
  // Off its centre a mark is as far from the surface as that is slanted to the view.
  const slant = Math.min(STEEPEST, Math.sqrt(1 - cosine * cosine) / Math.abs(cosine));
  const lift = (0.5 * width * slant + CLEARANCE) / zoom;
  const isSeen = cosine < 0 === sinElevation < 0;
  return { lift: above / zoom + (isSeen ? lift : -(1 + MOST_ABOVE) * lift), isSeen };
}

/** Of the angle between the surface's upward normal and the view. */
function cosineToViewer({ field, camera }: Stage, [x, y]: Point3): number {
  const [gx, gy] = camera.ground;
  const step = 1e-3;
  const here = heightAt(field, x, y);
  const slope = (dx: number, dy: number) => {
    const ahead = (heightAt(field, x + dx, y + dy) - here) / step;
    const behind = (here - heightAt(field, x - dx, y - dy)) / step;
    if (Number.isNaN(ahead)) return behind;
    return Number.isNaN(behind) ? ahead : (ahead + behind) / 2;
  };
  const slopeX = slope(step, 0);
  const slopeY = slope(0, step);
  const towards = camera.sinElevation - camera.cosElevation * (slopeX * gx + slopeY * gy);
  return towards / Math.sqrt(1 + slopeX * slopeX + slopeY * slopeY);
}
