import { describe, expect, test } from "vitest";
import type { Camera } from "../../src/render/space/camera.ts";
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
        const wrong: string[] = [];
        let compared = 0;
        for (let y = 1; y < SIZE - 1; y++) {
          for (let x = 1; x < SIZE - 1; x++) {
            const around = raysAround(rays, x, y, 1);
            const hits = around.filter((height) => !Number.isNaN(height)).length;
            const isEmpty = hits === 0;
            const isSmooth =
              hits === around.length && Math.max(...around) - Math.min(...around) < EDGE;
            if (!isEmpty && !isSmooth) continue;
            compared++;
            const [red, , , alpha] = image.data.subarray(4 * (y * SIZE + x));
            const through = raysAround(rays, x, y, 0);
            const looksRight = isEmpty
              ? alpha === 0
              : alpha >= 254 &&
                heightOf(red) > Math.min(...through) - TOLERANCE &&
                heightOf(red) < Math.max(...through) + TOLERANCE;
            if (looksRight) continue;
            // Something thin may pass between the corners.
            const seen = castManyRays(surface, camera, x, y);
            if (
              Math.abs(seen.share - alpha / 255) > 0.15 ||
              seen.share * Math.abs(seen.height - heightOf(red)) > 3 * TOLERANCE
            ) {
              wrong.push(`(${x}, ${y}) is ${heightOf(red)}, ${alpha}: ${JSON.stringify(seen)}`);
            }
          }
        }
        expect(wrong, `azimuth ${azimuth}`).toEqual([]);
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

/** What rays through all of a pixel meet: the share of them that meets anything, the mean height. */
function castManyRays(surface: Surface, camera: Camera, x: number, y: number) {
  const across = 12;
  let hits = 0;
  let sum = 0;
  for (let k = 0; k < across ** 2; k++) {
    const inX = ((k % across) + 0.5) / across;
    const inY = (Math.floor(k / across) + 0.5) / across;
    const height = castRay(surface, camera, x + inX, y + inY);
    if (Number.isNaN(height)) continue;
    hits++;
    sum += height;
  }
  return { share: hits / across ** 2, height: sum / hits };
}
