import { type Camera, type Point3, depthOf, screenX, screenY } from "../space/camera.ts";
import type { Stroke, Strokes } from "../space/strokes.ts";
import type { FragmentBuffer } from "./fragments.ts";

/** Long segments are cut to this length in pixels, so that a slanted one visits few pixels beside it. */
const PIECE = 12;

/** Strokes as fragments, which the surface hides pixel by pixel. */
export class FragmentStrokes implements Strokes {
  private readonly fragments: FragmentBuffer;
  private readonly camera: Camera;

  constructor(fragments: FragmentBuffer, camera: Camera) {
    this.fragments = fragments;
    this.camera = camera;
  }

  newMark(): number {
    return this.fragments.newMark();
  }

  segment(from: Point3, to: Point3, stroke: Stroke): void {
    const { camera, fragments } = this;
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

  disc(center: Point3, stroke: Stroke): void {
    this.segment(center, center, stroke);
  }

  diamond(center: Point3, stroke: Stroke): void {
    const { camera, fragments } = this;
    const cx = screenX(camera, center);
    const cy = screenY(camera, center);
    const depth = depthOf(camera, center) + stroke.lift;
    const radius = stroke.width / 2;
    fillPixels(fragments, cx - radius, cy - radius, cx + radius, cy + radius, stroke, (x, y) => ({
      inside: (radius - Math.abs(x - cx) - Math.abs(y - cy)) * Math.SQRT1_2,
      depth,
    }));
  }
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
