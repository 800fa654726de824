import { describe, expect, test } from "vitest";
import { screenX, screenY, type Camera } from "../../src/render/space/camera.ts";
import { cameraOver, drawHeights, heightfield, heightOf } from "./heightfields.ts";
import { type Surface, castRay } from "./rayCaster.ts";

const SIZE = 72;
const AZIMUTHS = [-150, -90, -45, -10, 0, 30, 45, 90, 117, 180];

/** Red, green, blue and alpha of a pixel as one text. */
function colorAt(data: Uint8ClampedArray, x: number, y: number): string {
  return data.subarray(4 * (y * SIZE + x), 4 * (y * SIZE + x) + 4).join(" ");
}

/** Distances in pixels from the sides of a level square, positive inside: three numbers a side. */
function sidesOnScreen(camera: Camera, height: number, half = 0.5): number[][] {
  const corners = (
    [
      [-half, -half],
      [half, -half],
      [half, half],
      [-half, half],
    ] as const
  ).map(([x, y]) => [screenX(camera, [x, y, height]), screenY(camera, [x, y, height])]);
  const middle = [(corners[0][0] + corners[2][0]) / 2, (corners[0][1] + corners[2][1]) / 2];
  return corners.map(([x0, y0], k) => {
    const [x1, y1] = corners[(k + 1) % 4];
    const length = Math.hypot(x1 - x0, y1 - y0);
    const side = [(y0 - y1) / length, (x1 - x0) / length, (x0 * y1 - x1 * y0) / length];
    const isInside = side[0] * middle[0] + side[1] * middle[1] + side[2] > 0;
    return isInside ? side : side.map((value) => -value);
  });
}

const SAMPLES = 10;

/** The share of a pixel inside all sides; 1 where it lies more than a pixel's diagonal inside. */
function shareOfPixel(sides: number[][], x: number, y: number): number {
  const centre = Math.min(...sides.map(([a, b, c]) => a * (x + 0.5) + b * (y + 0.5) + c));
  if (Math.abs(centre) > 1) return centre > 0 ? 1 : 0;
  let count = 0;
  for (let k = 0; k < SAMPLES ** 2; k++) {
    const inX = x + ((k % SAMPLES) + 0.5) / SAMPLES;
    const inY = y + (Math.floor(k / SAMPLES) + 0.5) / SAMPLES;
    if (sides.every(([a, b, c]) => a * inX + b * inY + c > 0)) count++;
  }
  return count / SAMPLES ** 2;
}

interface SquareSeen {
  inSquare: number[][];
  /** Of each pixel. */
  shares: Float64Array;
}

function squareSeen(camera: Camera): SquareSeen {
  const inSquare = sidesOnScreen(camera, 0.2);
  const shares = Float64Array.from({ length: SIZE * SIZE }, (_, pixel) =>
    shareOfPixel(inSquare, pixel % SIZE, Math.floor(pixel / SIZE)),
  );
  return { inSquare, shares };
}

/** By azimuth and elevation: the same for all opacities and grids. */
const SEEN: Record<number, Record<number, SquareSeen>> = {};

describe.each([0.5, 0.9, 1])("a level surface of opacity %d", (opacity) => {
  test.each(AZIMUTHS)("is one even colour from azimuth %d", (azimuth) => {
    const seen = (SEEN[azimuth] ??= {});
    for (const elevation of [-90, -35.264, -8, 8, 35.264, 70, 90]) {
      for (const points of [2, 7, 50]) {
        const camera = cameraOver(SIZE, azimuth, elevation);
        const { data } = drawHeights(
          heightfield(() => 0.2, points),
          camera,
          SIZE,
          opacity,
        );
        const { inSquare, shares } = (seen[elevation] ??= squareSeen(camera));
        const colors = new Set<string>();
        const wrong: string[] = [];
        for (let y = 0; y < SIZE; y++) {
          for (let x = 0; x < SIZE; x++) {
            const share = shares[y * SIZE + x];
            if (inSquare.every(([a, b, c]) => a * (x + 0.5) + b * (y + 0.5) + c > 0.8)) {
              colors.add(colorAt(data, x, y));
            }
            const alpha = data[4 * (y * SIZE + x) + 3] / 255;
            if (!(Math.abs(alpha - opacity * share) < 0.15)) wrong.push(`(${x}, ${y})`);
          }
        }
        expect(wrong, `elevation ${elevation}, ${points} points: cover of pixels`).toEqual([]);
        expect([...colors], `elevation ${elevation}, ${points} points`).toHaveLength(1);
        const [red, green, blue, alpha] = [...colors][0].split(" ").map(Number);
        expect([green, blue]).toEqual([128, 128]);
        expect(Math.abs(red - 0.7 * 255)).toBeLessThan(1);
        expect(Math.abs(alpha - opacity * 255)).toBeLessThan(1);
      }
    }
  });
});

test("seen edge-on, a level surface is nothing", () => {
  const { data } = drawHeights(
    heightfield(() => 0, 20),
    cameraOver(SIZE, 30, 0),
    SIZE,
  );
  expect(data.every((value) => value === 0)).toBe(true);
});

test("a wall that hides no more than a sliver of the ground behind it has no seam", () => {
  const rise = (_: number, y: number) => 0.59 * Math.min(Math.max(y + 0.1, 0), 0.2);
  for (const fraction of [0, 0.2, 0.4, 0.6, 0.8]) {
    const camera = { ...cameraOver(SIZE, 90, 30), centerY: SIZE / 2 + fraction };
    const { data } = drawHeights(heightfield(rise, 41), camera, SIZE);
    const alphas = Array.from({ length: SIZE }, (_, y) => data[4 * (y * SIZE + SIZE / 2) + 3]);
    const covered = alphas.slice(alphas.findIndex((alpha) => alpha > 0) + 1);
    const solid = covered.slice(0, covered.findIndex((alpha) => alpha === 0) - 1);
    expect(solid.length).toBeGreaterThan(12);
    expect(Math.min(...solid)).toBeGreaterThanOrEqual(254);
  }
});

test("a hole leaves the background visible over its cells and nowhere else", () => {
  // 9 x 9 cells; the point in the middle of the four middle ones is missing.
  const surface: Surface = (x, y) => (Math.abs(x) < 0.01 && Math.abs(y) < 0.01 ? NaN : 0);
  for (const azimuth of AZIMUTHS) {
    for (const elevation of [-60, 35.264, 90]) {
      const camera = cameraOver(SIZE, azimuth, elevation);
      const { data } = drawHeights(heightfield(surface, 9), camera, SIZE);
      const inSquare = sidesOnScreen(camera, 0);
      const wrong: string[] = [];
      const inHole = sidesOnScreen(camera, 0, 1 / 8);
      for (let y = 0; y < SIZE; y++) {
        for (let x = 0; x < SIZE; x++) {
          const share = shareOfPixel(inSquare, x, y) - shareOfPixel(inHole, x, y);
          const alpha = data[4 * (y * SIZE + x) + 3] / 255;
          if (!(Math.abs(alpha - share) < 0.2)) wrong.push(`(${x}, ${y})`);
        }
      }
      expect(wrong, `azimuth ${azimuth}, elevation ${elevation}: cover of pixels`).toEqual([]);
    }
  }
});

test("a grid that is all holes draws nothing", () => {
  const { data } = drawHeights(
    heightfield(() => NaN, 9),
    cameraOver(SIZE, 30, 30),
    SIZE,
  );
  expect(data.every((value) => value === 0)).toBe(true);
});

test("what lies above a cut is taken away, and what lies behind it is seen", () => {
  const bowl: Surface = (x, y) => 2 * (x * x + y * y) - 0.4;
  const cutBowl: Surface = (x, y) => (bowl(x, y) <= 0.1 ? bowl(x, y) : NaN);
  const field = { ...heightfield(bowl, 81), ceiling: 0.1 };
  const holed = heightfield(cutBowl, 321);
  for (const azimuth of AZIMUTHS) {
    const camera = cameraOver(SIZE, azimuth, 50);
    const cut = drawHeights(field, camera, SIZE).data;
    const expected = drawHeights(holed, camera, SIZE).data;
    let differing = 0;
    let painted = 0;
    for (let at = 0; at < cut.length; at += 4) {
      expect(heightOf(cut[at])).toBeLessThan(0.11);
      if (expected[at + 3] > 0) painted++;
      if (Math.abs(cut[at + 3] - expected[at + 3]) > 128) differing++;
    }
    expect(painted).toBeGreaterThan(1000);
    // The holes of a grid end at its lines, the cut within a cell.
    expect(differing).toBeLessThan(0.02 * painted);
  }
});

describe("edges are smooth", () => {
  test.each([-45, -20, 10, 60, 93])("along a level square's border, azimuth %d", (azimuth) => {
    const { data } = drawHeights(
      heightfield(() => 0, 9),
      cameraOver(SIZE, azimuth, 60),
      SIZE,
    );
    const levels = new Set(data.filter((_, k) => k % 4 === 3));
    expect(levels.size).toBeGreaterThan(10);
  });

  test.each([
    [-60, 20],
    [0, 35],
    [30, 10],
    [45, 35.264],
    [100, -30],
  ])("where a hill stands before the ground, azimuth %d, elevation %d", (azimuth, elevation) => {
    const hills: Surface = (x, y) =>
      0.6 * Math.exp(-30 * (x * x + y * y)) + 0.3 * Math.exp(-60 * ((x - 0.3) ** 2 + y * y)) - 0.3;
    const size = 40;
    const camera = cameraOver(size, azimuth, elevation);
    const { data } = drawHeights(heightfield(hills, 161), camera, size);
    const across = 5;
    let sum = 0;
    let worst = 0;
    for (let y = 0; y < size; y++) {
      for (let x = 0; x < size; x++) {
        // What the pixel would be if it were the average of many rays: premultiplied red.
        let expected = 0;
        for (let k = 0; k < across * across; k++) {
          const inX = ((k % across) + 0.5) / across;
          const inY = (Math.floor(k / across) + 0.5) / across;
          const height = castRay(hills, camera, x + inX, y + inY);
          if (!Number.isNaN(height)) expected += (height + 0.5) / across ** 2;
        }
        const at = 4 * (y * size + x);
        const off = Math.abs((data[at] / 255) * (data[at + 3] / 255) - expected);
        sum += off;
        worst = Math.max(worst, off);
      }
    }
    expect(sum / size ** 2).toBeLessThan(0.006);
    expect(worst).toBeLessThan(0.25);
  });
});
