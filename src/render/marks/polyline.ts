import type { CanvasRenderingContext2D } from "canvas";
import type { Camera, Point3 } from "../camera.ts";
import { screenX, screenY } from "../camera.ts";

/** Adds a line through places of the world to the context's path. */
export function tracePolyline(
  context: CanvasRenderingContext2D,
  camera: Camera,
  points: readonly Point3[],
): void {
  points.forEach((point, k) => {
    if (k === 0) context.moveTo(screenX(camera, point), screenY(camera, point));
    else context.lineTo(screenX(camera, point), screenY(camera, point));
  });
}
