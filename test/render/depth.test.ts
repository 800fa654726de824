import { describe, expect, test } from "vitest";
import type { Camera } from "../../src/render/camera.ts";
import { cameraOver, drawHeights, heightfield, heightOf } from "./heightfields.ts";
import { castRay, type Surface } from "./rayCaster.ts";

const SIZE = 32;
/** Where the rays around a pixel meet heights that differ by more, there may be an edge in it. */
const EDGE = 0.2;
/** How far a pixel may lie outside what the rays through its corners meet. */
const TOLERANCE = 0.01;

const ramp = (place: number, from: number, to: number) =>
  Math.min(Math.max((place - from) / (to - from), 0), 1);

const surfaces: Record<string, { surface: Surface; points: number }> = {
  // Their walls lie between lines of the grid.
  "two steps": {
    surface: (x, y) => 0.35 * ramp(x, -0.15, -0.1) + 0.3 * ramp(y, 0.1, 0.15) - 0.3,
    points: 21,
  },
  "a bowl with a hill in it": {
    surface: (x, y) => 1.2 * (x * x + y * y) - 0.3 + 0.5 * Math.exp(-80 * ((x - 0.1) ** 2 + y * y)),
    points: 81,
  },
  "a saddle": { surface: (x, y) => 1.6 * (x * x - y * y) + 0.1 * x, points: 41 },
};

describe.each(Object.entries(surfaces))("%s", (_, { surface, points }) => {
  const field = heightfield(surface, points);
  test.each(Array.from({ length: 13 }, (_, k) => -90 + 15 * k))(
    "is what rays see, from elevation %d and every azimuth",
    (elevation) => {
      for (let azimuth = -180; azimuth < 180; azimuth += 15) {
        const camera = cameraOver(SIZE, azimuth, elevation);
        const image = drawHeights(field, camera, SIZE);
        const rays = castRays(surface, camera);
        let compared = 0;
        for (let y = 1; y < SIZE - 1; y++) {
          for (let x = 1; x < SIZE - 1; x++) {
            const around = raysAround(rays, x, y, 1);
            const hits = around.filter((height) => !Number.isNaN(height)).length;
            const [red, , , alpha] = image.data.subarray(4 * (y * SIZE + x));
            const where = `azimuth ${azimuth}, pixel (${x}, ${y})`;
            if (hits === 0) {
              expect(alpha, where).toBe(0);
              compared++;
            } else if (hits === around.length && Math.max(...around) - Math.min(...around) < EDGE) {
              const through = raysAround(rays, x, y, 0);
              expect(alpha, where).toBeGreaterThanOrEqual(254);
              expect(heightOf(red), where).toBeGreaterThan(Math.min(...through) - TOLERANCE);
              expect(heightOf(red), where).toBeLessThan(Math.max(...through) + TOLERANCE);
              compared++;
            }
          }
        }
        expect(compared).toBeGreaterThan(0.4 * SIZE * SIZE);
      }
    },
  );
});

/** Rays through the corners of all pixels. */
function castRays(surface: Surface, camera: Camera): Float64Array {
  return Float64Array.from({ length: (SIZE + 1) ** 2 }, (_, k) =>
    castRay(surface, camera, k % (SIZE + 1), Math.floor(k / (SIZE + 1))),
  );
}

/** Of the rays those through the corners of a pixel and of the pixels up to `reach` away. */
function raysAround(rays: Float64Array, x: number, y: number, reach: number): number[] {
  const found: number[] = [];
  for (let row = y - reach; row <= y + 1 + reach; row++) {
    for (let column = x - reach; column <= x + 1 + reach; column++) {
      found.push(rays[row * (SIZE + 1) + column]);
    }
  }
  return found;
}
