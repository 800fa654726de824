import { type Camera, type Point3, screenX, screenY } from "./camera.ts";

/** The axes box in world units, centred on the origin: along the first axis, the second, and upwards. */
export const BOX = { width: 1, depth: 1, height: 0.78 };

/** Sine of the angle between the view and a wall under which only the wall's edge is seen. */
const EDGE_ON = 0.02;

/** Sine of the elevation above which the vertical axis is a point. */
const STRAIGHT = 0.9999;

/** An edge of the box that carries an axis. */
export interface AxisEdge {
  from: Point3;
  to: Point3;
}

/** The parts of the box that a camera sees behind the surface, and the edges for the axes. */
export interface BoxView {
  /** Signs of the panes that face away from the viewer: `x` is at `backX * BOX.width / 2`. */
  backX: number;
  backY: number;
  backZ: number;
  xAxis: AxisEdge;
  yAxis: AxisEdge;
  zAxis: AxisEdge;
}

/**
 * Panes lie behind the surface; the ground axes run along the lower outline of
 * the box, the vertical axis along its left one.
 */
export function viewBox(camera: Camera): BoxView {
  const [gx, gy] = camera.ground;
  const backX = gx > 0 ? -1 : 1;
  const backY = gy > 0 ? -1 : 1;
  const fromAbove = camera.sinElevation >= 0;
  const backZ = fromAbove ? -1 : 1;
  const { width, depth, height } = BOX;
  const corner = (x: number, y: number, z: number): Point3 => [
    (x * width) / 2,
    (y * depth) / 2,
    (z * height) / 2,
  ];
  // A ground axis seen end-on yields the left to the vertical one, where that is seen.
  const side = Math.abs(camera.sinElevation) > STRAIGHT ? -1 : 1;
  const endOnSign = (x: number, y: number) =>
    screenX(camera, corner(x, y, -1)) > screenX(camera, corner(-x, -y, -1)) ? side : -side;
  // Seen from below, the lower outline is at the back.
  const lowerX = Math.abs(gx) < EDGE_ON ? endOnSign(1, 0) : fromAbove ? -backX : backX;
  const lowerY = Math.abs(gy) < EDGE_ON ? endOnSign(0, 1) : fromAbove ? -backY : backY;
  const backEdge = { from: corner(backX, backY, -1), to: corner(backX, backY, 1) };
  const candidates: AxisEdge[] = [
    { from: corner(-backX, backY, -1), to: corner(-backX, backY, 1) },
    { from: corner(backX, -backY, -1), to: corner(backX, -backY, 1) },
  ];
  // A wall seen edge-on has no outline of its own: the axis stands at the end of the other wall.
  if (Math.abs(gx) < EDGE_ON) candidates[1] = backEdge;
  if (Math.abs(gy) < EDGE_ON) candidates[0] = backEdge;
  candidates.sort((a, b) => screenX(camera, a.from) - screenX(camera, b.from));
  return {
    backX,
    backY,
    backZ,
    xAxis: { from: corner(-1, lowerY, -1), to: corner(1, lowerY, -1) },
    yAxis: { from: corner(lowerX, -1, -1), to: corner(lowerX, 1, -1) },
    zAxis: candidates[0],
  };
}

/** The eight corners of the box. */
export function boxCorners(): Point3[] {
  const corners: Point3[] = [];
  for (const x of [-0.5, 0.5]) {
    for (const y of [-0.5, 0.5]) {
      for (const z of [-0.5, 0.5]) corners.push([x * BOX.width, y * BOX.depth, z * BOX.height]);
    }
  }
  return corners;
}

/** Left, top, right and bottom of points on the screen. */
export function screenBounds(
  camera: Camera,
  points: readonly Point3[],
): { left: number; top: number; right: number; bottom: number } {
  const xs = points.map((point) => screenX(camera, point));
  const ys = points.map((point) => screenY(camera, point));
  return {
    left: Math.min(...xs),
    top: Math.min(...ys),
    right: Math.max(...xs),
    bottom: Math.max(...ys),
  };
}
