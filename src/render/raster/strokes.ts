import type { Camera, Point3 } from "../camera.ts";
import { depthOf, screenX, screenY } from "../camera.ts";
import type { FragmentBuffer } from "./fragments.ts";

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
  /** Of `FragmentBuffer.newMark`: pieces with the same number do not darken one another. */
  mark: number;
}

/** Long segments are cut to this length in pixels, so that a slanted one visits few pixels beside it. */
const PIECE = 12;

/** Adds a line through `points` to the fragments; a point with a NaN coordinate breaks it. */
export function strokeLine(
  fragments: FragmentBuffer,
  camera: Camera,
  points: readonly Point3[],
  stroke: Stroke,
): void {
  for (let k = 1; k < points.length; k++)
    strokeSegment(fragments, camera, points[k - 1], points[k], stroke);
}

/** Adds one straight piece of a line. */
export function strokeSegment(
  fragments: FragmentBuffer,
  camera: Camera,
  from: Point3,
  to: Point3,
  stroke: Stroke,
): void {
  const ax = screenX(camera, from);
  const ay = screenY(camera, from);
  const bx = screenX(camera, to);
  const by = screenY(camera, to);
  const length = Math.hypot(bx - ax, by - ay);
  if (!(length < Infinity)) return;
  const aDepth = depthOf(camera, from) + stroke.lift;
  const bDepth = depthOf(camera, to) + stroke.lift;
  const pieces = Math.max(1, Math.ceil(length / PIECE));
  for (let k = 0; k < pieces; k++) {
    const s = k / pieces;
    const t = (k + 1) / pieces;
    fillCapsule(
      fragments,
      ax + s * (bx - ax),
      ay + s * (by - ay),
      aDepth + s * (bDepth - aDepth),
      ax + t * (bx - ax),
      ay + t * (by - ay),
      aDepth + t * (bDepth - aDepth),
      stroke,
    );
  }
}

/** Adds a disc that faces the viewer, `stroke.width` across. */
export function strokeDisc(
  fragments: FragmentBuffer,
  camera: Camera,
  center: Point3,
  stroke: Stroke,
): void {
  strokeSegment(fragments, camera, center, center, stroke);
}

/** Adds a diamond that faces the viewer, `stroke.width` from corner to corner. */
export function strokeDiamond(
  fragments: FragmentBuffer,
  camera: Camera,
  center: Point3,
  stroke: Stroke,
): void {
  const cx = screenX(camera, center);
  const cy = screenY(camera, center);
  const depth = depthOf(camera, center) + stroke.lift;
  const radius = stroke.width / 2;
  fillPixels(fragments, cx - radius, cy - radius, cx + radius, cy + radius, stroke, (x, y) => ({
    inside: (radius - Math.abs(x - cx) - Math.abs(y - cy)) * Math.SQRT1_2,
    depth,
  }));
}

function fillCapsule(
  fragments: FragmentBuffer,
  ax: number,
  ay: number,
  aDepth: number,
  bx: number,
  by: number,
  bDepth: number,
  stroke: Stroke,
): void {
  const radius = stroke.width / 2;
  const dx = bx - ax;
  const dy = by - ay;
  const lengthSquared = dx * dx + dy * dy;
  const left = Math.min(ax, bx) - radius;
  const right = Math.max(ax, bx) + radius;
  const top = Math.min(ay, by) - radius;
  const bottom = Math.max(ay, by) + radius;
  fillPixels(fragments, left, top, right, bottom, stroke, (x, y) => {
    let t = lengthSquared > 0 ? ((x - ax) * dx + (y - ay) * dy) / lengthSquared : 0;
    t = t < 0 ? 0 : t > 1 ? 1 : t;
    const offX = x - ax - t * dx;
    const offY = y - ay - t * dy;
    return {
      inside: radius - Math.sqrt(offX * offX + offY * offY),
      depth: aDepth + t * (bDepth - aDepth),
    };
  });
}

/** Covers each pixel by how far its centre lies inside the shape's edge, half a pixel each way. */
function fillPixels(
  fragments: FragmentBuffer,
  left: number,
  top: number,
  right: number,
  bottom: number,
  stroke: Stroke,
  shape: (x: number, y: number) => { inside: number; depth: number },
): void {
  const { width, height } = fragments;
  const thin = Math.min(stroke.width, 1);
  const firstX = Math.max(0, Math.floor(left - 1));
  const lastX = Math.min(width - 1, Math.ceil(right + 1));
  const firstY = Math.max(0, Math.floor(top - 1));
  const lastY = Math.min(height - 1, Math.ceil(bottom + 1));
  for (let y = firstY; y <= lastY; y++) {
    for (let x = firstX; x <= lastX; x++) {
      const { inside, depth } = shape(x + 0.5, y + 0.5);
      const cover = Math.min(inside + 0.5, thin);
      if (cover <= 0) continue;
      fragments.add(
        y * width + x,
        depth,
        cover * stroke.opacity,
        stroke.color,
        stroke.ghost,
        stroke.mark,
        2 * Math.abs(stroke.lift),
      );
    }
  }
}
