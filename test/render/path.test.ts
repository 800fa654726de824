import { describe, expect, test } from "vitest";
import type { DescentPath, Landscape } from "../../src/core/landscape.ts";
import { buildHeightfield } from "../../src/render/space/buildHeightfield.ts";
import { type Camera, screenX, screenY } from "../../src/render/space/camera.ts";
import { PALETTE_SIZE } from "../../src/render/colors/colormaps.ts";
import { FragmentBuffer } from "../../src/render/raster/fragments.ts";
import { strokeDropLine } from "../../src/render/marks/dropLine.ts";
import { optimumEntry, strokeOptimum } from "../../src/render/marks/optimum.ts";
import { strokeEnd } from "../../src/render/marks/end.ts";
import { strokePath } from "../../src/render/marks/path.ts";
import { strokeStart } from "../../src/render/marks/start.ts";
import { FragmentStrokes } from "../../src/render/raster/strokes.ts";
import { paintSurface } from "../../src/render/space/stage.ts";
import { INK } from "../../src/render/colors/theme.ts";
import { onSurface, type Stage } from "../../src/render/space/stage.ts";
import { makeVerticalScale } from "../../src/render/scales/verticalScale.ts";
import { cameraOver } from "./heightfields.ts";
import { fromFunction } from "./landscapes.ts";
import { castRay } from "./rayCaster.ts";

const SIZE = 480;
const EM = 13;

function pathAlong(points: [number, number][]): DescentPath {
  return {
    label: "gradient descent",
    method: "gd",
    rate: 1,
    tolerance: 1e-6,
    x: Float64Array.from(points, ([x]) => x),
    y: Float64Array.from(points, ([, y]) => y),
    z: new Float64Array(points.length),
    stepsToTolerance: Infinity,
    diverged: false,
  };
}

/** A landscape in a world of its own, all its colours the same light grey. */
function stageOf(landscape: Landscape, camera: Camera, fragments: FragmentBuffer): Stage {
  const vertical = makeVerticalScale(
    [landscape.z],
    { zScale: "linear", floorGap: 0.1, topGap: 0.1 },
    "panel 1",
  );
  return {
    landscape,
    vertical,
    field: {
      ...buildHeightfield(landscape, vertical, camera, 1),
      lights: new Float32Array(0),
    },
    palette: new Float32Array(3 * PALETTE_SIZE).fill(200),
    camera,
    strokes: new FragmentStrokes(fragments, camera),
    em: EM,
    floorSign: -1,
    place: { left: 0, top: 0, pixelsPerUnit: 1 },
  };
}

/** Brightness of every pixel from 0 to 255, on white, of a surface with or without marks on it. */
function draw(
  landscape: Landscape,
  camera: Camera,
  opacity: number,
  strokeMarks: (stage: Stage) => void,
): { brightness: Float64Array; stage: Stage; fragmentCount: number } {
  const fragments = new FragmentBuffer(SIZE, SIZE);
  const stage = stageOf(landscape, camera, fragments);
  stage.field.lights = new Float32Array(stage.field.heights.length).fill(1);
  strokeMarks(stage);
  const { data } = paintSurface(stage, opacity, fragments);
  const brightness = Float64Array.from({ length: SIZE * SIZE }, (_, k) => {
    const alpha = data[4 * k + 3] / 255;
    return data[4 * k] * alpha + 255 * (1 - alpha);
  });
  return { brightness, stage, fragmentCount: fragments.count };
}

/** A path with its start and its end. */
function strokeWhole(stage: Stage, path: DescentPath): void {
  strokeStart(stage, path);
  strokePath(stage, path, INK);
  strokeEnd(stage, path, INK);
}

/** The darkest pixel at most `reach` from a place on the screen. */
function darkestNear(brightness: Float64Array, x: number, y: number, reach: number): number {
  let darkest = Infinity;
  for (let row = Math.floor(y) - reach; row <= Math.floor(y) + reach; row++) {
    for (let column = Math.floor(x) - reach; column <= Math.floor(x) + reach; column++) {
      darkest = Math.min(darkest, brightness[row * SIZE + column] ?? Infinity);
    }
  }
  return darkest;
}

/** Whether the viewer sees a place of the surface itself, and not another part of it in front. */
function isSeen(stage: Stage, x: number, y: number): boolean {
  const place = onSurface(stage, x, y);
  const edge = stage.field.xs[0];
  const surface = (worldX: number, worldY: number) =>
    Math.max(Math.abs(worldX), Math.abs(worldY)) > -edge
      ? NaN
      : onSurface(stage, worldX / -edge, worldY / -edge)[2];
  const { camera } = stage;
  const height = castRay(surface, camera, screenX(camera, place), screenY(camera, place));
  return Math.abs(height - place[2]) < 0.01;
}

const ridge = (_: number, y: number) => Math.exp(-20 * y * y);

describe("a path over a ridge", () => {
  // Aslant, so that no stretch of it lies before another on the screen.
  const xAt = (y: number) => 0.4 * y;
  const over = pathAlong([
    [xAt(-0.9), -0.9],
    [xAt(0.9), 0.9],
  ]);

  test.each([
    [-90, 20],
    [-90, 35.264],
    [-60, 25],
    [-30, 15],
    [90, 20],
    [40, 35.264],
    [0, 30],
    [-90, 90],
  ])("is hidden where the ridge hides it, azimuth %d, elevation %d", (azimuth, elevation) => {
    const camera = cameraOver(SIZE, azimuth, elevation);
    const landscape = fromFunction(ridge, 81);
    const { brightness: without } = draw(landscape, camera, 1, () => undefined);
    const { brightness, stage } = draw(landscape, camera, 1, (s) => strokeWhole(s, over));
    const stretches = Array.from({ length: 49 }, (_, k) => k / 40 - 0.6).map((y) => {
      const place = onSurface(stage, xAt(y), y);
      const [x, screenRow] = [screenX(camera, place), screenY(camera, place)];
      const reached = darkestNear(brightness, x, screenRow, 1);
      const before = darkestNear(without, x, screenRow, 1);
      const seen = [-0.12, -0.06, 0, 0.06, 0.12].map((off) => isSeen(stage, xAt(y + off), y + off));
      return { y, seen, reached, before };
    });
    for (const { y, seen, reached, before } of stretches) {
      if (seen.every(Boolean)) expect(reached, `seen at ${y}`).toBeLessThan(60);
      if (!seen.some(Boolean)) {
        expect(reached, `hidden at ${y}`).toBeGreaterThan(0.6 * before);
        expect(reached, `shows faintly at ${y}`).toBeLessThan(before - 5);
      }
    }
    const hidden = stretches.filter(({ seen }) => !seen.some(Boolean)).length;
    if (elevation <= 20 && Math.abs(azimuth) === 90) expect(hidden).toBeGreaterThan(3);
    if (elevation === 90 || azimuth === 0) expect(hidden).toBe(0);
  });
});

describe("a leap across a valley", () => {
  const valley = (x: number) => x * x;
  const leap = pathAlong([
    [-0.9, 0],
    [0.9, 0],
  ]);

  test.each([0.6, 1])("follows the surface down and up, opacity %d", (opacity) => {
    const camera = cameraOver(SIZE, -90, 30);
    const { brightness, stage } = draw(fromFunction(valley, 41), camera, opacity, (s) =>
      strokeWhole(s, leap),
    );
    for (let x = -0.8; x <= 0.8; x += 0.05) {
      const onIt = onSurface(stage, x, 0);
      expect(darkestNear(brightness, screenX(camera, onIt), screenY(camera, onIt), 1)).toBeLessThan(
        60,
      );
    }
    // Where the chord from wall to wall would pass, there is nothing.
    const [start, middle] = [onSurface(stage, -0.9, 0), onSurface(stage, 0, 0)];
    const chord = darkestNear(brightness, screenX(camera, middle), screenY(camera, start), 3);
    expect(chord).toBeGreaterThan(150);
  });

  test("leaves no mark on the far side of the wall that it climbs", () => {
    // The viewer looks at the outside of the near wall; the path lies on its inside.
    const camera = cameraOver(SIZE, 0, 10);
    const landscape = fromFunction((x) => x * x, 41);
    const { brightness, stage } = draw(landscape, camera, 1, (s) => strokeWhole(s, leap));
    for (const x of [0.55, 0.65, 0.75]) {
      const place = onSurface(stage, x, 0);
      const reached = darkestNear(brightness, screenX(camera, place), screenY(camera, place), 1);
      expect(reached).toBeGreaterThan(120);
    }
  });
});

test("the key calls the lowest of evaluated points no optimum", () => {
  const optimum = { x: 0, y: 0, z: 1, inside: true, exists: true, unique: true, weights: {} };
  const keyText = (changes: object) =>
    optimumEntry([fromFunction(() => 1, 3, { optimum: { ...optimum, ...changes } })]).text;
  expect([keyText({}), keyText({ sampled: true })]).toEqual(["optimum", "lowest evaluated"]);
});

describe("the optimum", () => {
  const optimum = {
    ...{ x: 0, y: 0.5, z: 0, inside: true, exists: true, unique: true },
    weights: {},
  };

  test("stands on the surface where it is seen, and shows faintly behind a ridge", () => {
    for (const [azimuth, isHidden] of [
      [-90, true],
      [90, false],
    ] as const) {
      const camera = cameraOver(SIZE, azimuth, 12);
      const landscape = fromFunction(ridge, 81);
      const { brightness, stage } = draw(landscape, camera, 1, (s) => {
        strokeDropLine(s, optimum);
        strokeOptimum(s, optimum);
      });
      const place = onSurface(stage, 0, 0.5);
      expect(isSeen(stage, 0, 0.5)).toBe(!isHidden);
      const darkest = darkestNear(brightness, screenX(camera, place), screenY(camera, place), 8);
      if (isHidden) expect(darkest).toBeGreaterThan(110);
      else expect(darkest).toBeLessThan(40);
    }
  });

  test("off the grid or in a hole leaves no mark", () => {
    const camera = cameraOver(SIZE, -60, 30);
    const holed = fromFunction((x, y) => (Math.hypot(x, y - 0.5) < 0.2 ? NaN : x), 41);
    const { fragmentCount } = draw(holed, camera, 1, (s) => {
      strokeOptimum(s, optimum);
      strokeOptimum(s, { ...optimum, x: 7, inside: false });
      strokeDropLine(s, optimum);
      strokeDropLine(s, { ...optimum, x: 7, inside: false });
    });
    expect(fragmentCount).toBe(0);
  });
});

describe("paths that are hard to draw", () => {
  test.each([
    ["of one point", [[0, 0]]],
    [
      "that starts outside the window",
      [
        [-5, -5],
        [0.5, 0.5],
      ],
    ],
    [
      "that runs away",
      [
        [0, 0],
        [1e200, -1e250],
        [-1e308, 1e308],
        [Infinity, NaN],
      ],
    ],
    [
      "that stands still",
      [
        [0.2, 0.2],
        [0.2, 0.2],
        [0.2, 0.2],
      ],
    ],
  ] as [string, [number, number][]][])("%s", (_, points) => {
    const camera = cameraOver(SIZE, -60, 70);
    const { brightness } = draw(
      fromFunction((x, y) => x * x + y * y, 21),
      camera,
      0.9,
      (s) => strokeWhole(s, pathAlong(points)),
    );
    expect(brightness.every(Number.isFinite)).toBe(true);
    expect(brightness.some((value) => value < 60)).toBe(true);
  });

  test("ten thousand crowded steps draw a line and few dots", () => {
    const camera = cameraOver(SIZE, -60, 70);
    const crowd = pathAlong(Array.from({ length: 10_000 }, (_, k) => [k / 10_000 - 0.5, 0]));
    const { fragmentCount } = draw(
      fromFunction(() => 1, 21),
      camera,
      1,
      (s) => strokeWhole(s, crowd),
    );
    expect(fragmentCount).toBeLessThan(10_000);
  });
});
