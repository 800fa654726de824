import type { Drawing } from "../drawing.ts";
import { screenX, screenY, type Camera, type Point3 } from "../space/camera.ts";

export function fillDisc(
  context: Drawing,
  x: number,
  y: number,
  radius: number,
  color: number,
): void {
  context.fillStyle = css(color);
  context.beginPath();
  context.arc(x, y, radius, 0, 2 * Math.PI);
  context.fill();
}

export function fillDiamond(
  context: Drawing,
  x: number,
  y: number,
  radius: number,
  color: number,
): void {
  context.fillStyle = css(color);
  context.beginPath();
  context.moveTo(x - radius, y);
  context.lineTo(x, y - radius);
  context.lineTo(x + radius, y);
  context.lineTo(x, y + radius);
  context.fill();
}

/** A packed colour as CSS. */
export function css(color: number): string {
  return `#${color.toString(16).padStart(6, "0")}`;
}

/** Adds a line through places of the world to the context's path. */
export function tracePolyline(context: Drawing, camera: Camera, points: readonly Point3[]): void {
  points.forEach((point, k) => {
    if (k === 0) context.moveTo(screenX(camera, point), screenY(camera, point));
    else context.lineTo(screenX(camera, point), screenY(camera, point));
  });
}
