import type { Point3 } from "./camera.ts";

/** How a line or a disc in space is drawn. Lengths in pixels. */
export interface Stroke {
  width: number;
  /** Packed as `0xrrggbb`. */
  color: number;
  opacity: number;
  /** How much of it shows through a surface in front, from 0 to 1. */
  ghost: number;
  /** How far towards the viewer it is lifted, in world units, so that it lies on the surface, not in it. */
  lift: number;
  /** Of `Strokes.newMark`: pieces with the same number do not darken one another. */
  mark: number;
}

/** Takes the lines and symbols that stand in the box of a surface, before the surface is drawn. */
export interface Strokes {
  /**
   * A number for the pieces of one mark.
   *
   * @param above how far it lies over what lies on the surface itself: what is drawn over what
   */
  newMark(above?: number): number;
  /** Adds one straight piece of a line. */
  segment(from: Point3, to: Point3, stroke: Stroke): void;
  /** Adds a disc that faces the viewer, `stroke.width` across. */
  disc(center: Point3, stroke: Stroke): void;
  /** Adds a diamond that faces the viewer, `stroke.width` from corner to corner. */
  diamond(center: Point3, stroke: Stroke): void;
}

/** Adds a line through `points`; a point with a NaN coordinate breaks it. */
export function strokeLine(strokes: Strokes, points: readonly Point3[], stroke: Stroke): void {
  for (let k = 1; k < points.length; k++) strokes.segment(points[k - 1], points[k], stroke);
}
