export type Point3 = readonly [x: number, y: number, z: number];

/**
 * An orthographic camera that looks at the origin of the world, with
 * matplotlib's angles. `screenX` grows to the right and `screenY` downwards,
 * both in pixels; `depth` grows towards the viewer, in world units.
 */
export interface Camera {
  /** Unit vector of the ground that points towards the viewer. */
  ground: readonly [x: number, y: number];
  sinElevation: number;
  cosElevation: number;
  /** Pixels per world unit. */
  zoom: number;
  /** Where the origin of the world appears. */
  centerX: number;
  centerY: number;
}

/** @param azimuth, elevation in degrees; elevation from -90 to 90. */
export function aimCamera(azimuth: number, elevation: number): Camera {
  return {
    ground: [cosDegrees(azimuth), sinDegrees(azimuth)],
    sinElevation: sinDegrees(elevation),
    cosElevation: cosDegrees(elevation),
    zoom: 1,
    centerX: 0,
    centerY: 0,
  };
}

export function screenX(camera: Camera, [x, y]: Point3): number {
  const [gx, gy] = camera.ground;
  return camera.centerX + camera.zoom * (y * gx - x * gy);
}

export function screenY(camera: Camera, [x, y, z]: Point3): number {
  const [gx, gy] = camera.ground;
  const up = camera.cosElevation * z - camera.sinElevation * (x * gx + y * gy);
  return camera.centerY - camera.zoom * up;
}

export function depthOf(camera: Camera, [x, y, z]: Point3): number {
  const [gx, gy] = camera.ground;
  return camera.cosElevation * (x * gx + y * gy) + camera.sinElevation * z;
}

// Exact at multiples of 90, so that an axis seen end-on has no length at all.
function sinDegrees(degrees: number): number {
  const turned = ((degrees % 360) + 360) % 360;
  if (turned % 180 === 0) return 0;
  if (turned === 90) return 1;
  if (turned === 270) return -1;
  return Math.sin((turned * Math.PI) / 180);
}

function cosDegrees(degrees: number): number {
  return sinDegrees(degrees + 90);
}
