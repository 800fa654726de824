import { describe, expect, test } from "vitest";
import type { DescentPath } from "../../src/core/landscape.ts";
import {
  aimCamera,
  screenX,
  screenY,
  type Camera,
  type Point3,
} from "../../src/render/space/camera.ts";
import { samplePalette } from "../../src/render/colors/colormaps.ts";
import { contourLines, type ContourLine } from "../../src/render/contours/contourLines.ts";
import { clarityOfPieces } from "../../src/render/contours/crowding.ts";
import { spacedLevels, withoutCrowding } from "../../src/render/contours/lineSpacing.ts";
import { planFigure } from "../../src/render/figure/planFigure.ts";
import { refineGrid } from "../../src/render/space/resample.ts";
import { renderFigure } from "../../src/render/renderFigure.ts";
import { measureText } from "../../src/render/text/measure.ts";
import { decodePng } from "./decodePng.ts";
import { bowl, figureOptions, framesOf, fromFunction } from "./landscapes.ts";
import { tutorialPanels } from "./tutorial.ts";

const fromAbove = { elevation: 90, azimuth: -90, alpha: 1, width: 400, height: 400 };

test("the loss can be read back from the colours of an opaque surface seen from above", async () => {
  const landscape = fromFunction(bowl, 41);
  const options = figureOptions(fromAbove);
  const { width, pixels, channels } = decodePng(await renderFigure([landscape], options));
  const [{ camera }] = framesOf(await planFigure([landscape], options, measureText));
  const palette = samplePalette("viridis");
  for (const [x, y] of [
    [0, 0],
    [-0.9, -0.9],
    [0.9, -0.9],
    [-0.9, 0.9],
    [0.9, 0.9],
    [0.5, -0.3],
  ]) {
    const point: Point3 = [(0.95 * x) / 2, (0.95 * y) / 2, 0];
    const [column, row] = [screenX(camera, point), screenY(camera, point)].map(Math.floor);
    const at = channels * (row * width + column);
    const loss = lossOfColor(palette, pixels.subarray(at, at + 3), 1, 9);
    expect(Math.abs(loss - bowl(x, y)), `at (${x}, ${y})`).toBeLessThan(0.01 * 8 + 0.12);
  }
});

test("light changes the colours unless a colour bar is beside them, or it is told not to", async () => {
  const draw = (options: object) => renderFigure([fromFunction(bowl, 21)], figureOptions(options));
  const lit = await draw({});
  expect(await draw({ shading: 1 })).toEqual(lit);
  expect(await draw({ shading: 0 })).not.toEqual(lit);
  expect(await draw({ colorbar: true, shading: 0 })).toEqual(await draw({ colorbar: true }));
});

describe("between the points of a coarse grid", () => {
  const places = Float64Array.of(0, 1, 2.5, 3, 5);
  const refined = (loss: (x: number, y: number) => number) =>
    refineGrid(
      {
        xs: places,
        ys: places,
        values: Float64Array.from({ length: 25 }, (_, k) =>
          loss(places[k % 5], places[Math.floor(k / 5)]),
        ),
      },
      4,
      3,
    );

  test("a quadratic surface is exact", () => {
    const loss = (x: number, y: number) => 1 + x - 2 * y + 3 * x * x + x * y + 0.5 * y * y;
    const { xs, ys, values } = refined(loss);
    values.forEach((value, k) =>
      expect(value).toBeCloseTo(loss(xs[k % xs.length], ys[Math.floor(k / xs.length)]), 9),
    );
  });

  test("a step and a kink are not overshot", () => {
    for (const loss of [(x: number) => (x > 2 ? 1 : 0), (x: number) => Math.abs(x - 2.5)]) {
      const { values } = refined(loss);
      const known = Array.from(places, loss);
      expect(Math.max(...values)).toBeLessThanOrEqual(Math.max(...known));
      expect(Math.min(...values)).toBeGreaterThanOrEqual(Math.min(...known));
    }
  });

  test("the cells around a hole are holes", () => {
    const { values, xs } = refined((x, y) => (x === 2.5 && y === 2.5 ? NaN : x + y));
    expect(values[0]).toBe(0);
    expect(values[6 * xs.length + 8]).toBeNaN();
    expect(values[5 * xs.length + 7]).toBeNaN();
  });
});

describe("contour lines", () => {
  const trough = fromFunction((x, y) => 1 + x * x + 900 * y * y, 61);
  const levels = Array.from({ length: 30 }, (_, k) => 2 * 1.25 ** k);
  const project = (x: number, y: number): [number, number] => [200 + 150 * x, 200 + 150 * y];

  function nearest(lines: readonly ContourLine[]): number {
    let least = Infinity;
    const points = lines.flatMap(({ level, xs, ys }) =>
      xs.map((x, k) => ({ level, at: project(x, ys[k]) })),
    );
    for (const a of points) {
      for (const b of points) {
        if (a.level >= b.level) continue;
        const square = (a.at[0] - b.at[0]) ** 2 + (a.at[1] - b.at[1]) ** 2;
        if (square < least) least = square;
      }
    }
    return Math.sqrt(least);
  }

  test("of different levels keep six pixels apart, and some stay", () => {
    const lines = contourLines(trough, levels);
    expect(nearest(lines)).toBeLessThan(3);
    const apart = withoutCrowding(spacedLevels(lines, [project], 1), project, 1);
    expect(nearest(apart)).toBeGreaterThanOrEqual(6);
    expect(new Set(apart.map(({ level }) => level)).size).toBeGreaterThan(5);
  });

  test("that are far apart all stay whole", () => {
    const lines = contourLines(fromFunction(bowl, 41), [2, 4, 6]);
    expect(withoutCrowding(spacedLevels(lines, [project], 1), project, 1)).toEqual(lines);
  });
});

describe("a path that swings over the same ground", () => {
  const camera: Camera = { ...aimCamera(-90, 90), zoom: 400 };
  const swing = (k: number): Point3[] =>
    Array.from({ length: 80 }, (_, p): Point3 => [p / 80 - 0.5, 0.4 * 0.99 ** k, 0]);

  test("fades after its first dozen, which are seen", () => {
    const clarities = clarityOfPieces(
      Array.from({ length: 200 }, (_, k) => swing(k)),
      camera,
      4,
    );
    expect(clarities[0]).toBe(1);
    expect(Math.min(...clarities.slice(0, 12))).toBeGreaterThanOrEqual(0.4);
    expect(clarities.filter((clarity) => clarity === 0).length).toBeGreaterThan(50);
  });

  test("stays clear where every piece covers new ground", () => {
    const clarities = clarityOfPieces(
      Array.from({ length: 15 }, (_, k): Point3[] =>
        Array.from({ length: 80 }, (_, p): Point3 => [p / 80 - 0.5, 0.06 * k - 0.4, 0]),
      ),
      camera,
      4,
    );
    expect(clarities).toEqual(clarities.map(() => 1));
  });

  test("leaves the surface's colour on most of the ground that it swings over", async () => {
    const x = Float64Array.from({ length: 201 }, (_, k) => 0.8 * (-0.98) ** k);
    const y = Float64Array.from({ length: 201 }, (_, k) => 0.8 - 0.004 * k);
    const path: DescentPath = { label: "gd", method: "gd", x, y, z: x, diverged: false };
    const draw = async (paths: DescentPath[]) =>
      decodePng(
        await renderFigure([fromFunction(() => 1, 9, { paths })], figureOptions(fromAbove)),
      );
    const [without, withPath] = [await draw([]), await draw([path])];
    const [{ camera: view }] = framesOf(
      await planFigure(
        [fromFunction(() => 1, 9, { paths: [path] })],
        figureOptions(fromAbove),
        measureText,
      ),
    );
    let hull = 0;
    let buried = 0;
    for (let v = 0.1; v < 0.7; v += 0.01) {
      for (let u = -0.3; u < 0.3; u += 0.01) {
        const point: Point3 = [(0.95 * u) / 2, (0.95 * v) / 2, 0];
        const [column, row] = [screenX(view, point), screenY(view, point)].map(Math.floor);
        const at = withPath.channels * (row * withPath.width + column);
        hull++;
        const middle = without.channels * (200 * without.width + 200);
        if (Math.abs(withPath.pixels[at + 1] - without.pixels[middle + 1]) > 60) buried++;
      }
    }
    expect(buried / hull).toBeLessThan(0.5);
    expect(buried / hull).toBeGreaterThan(0.05);
  });
});

describe("axes", () => {
  test("carry three ticks or more, the vertical ones near the surface's ends", async () => {
    for (const options of [
      { explain: true, width: 1400, height: 600 },
      { width: 700, height: 300 },
      { width: 1400, height: 600, zScale: "log" as const },
    ]) {
      const plan = await planFigure(tutorialPanels(), figureOptions(options), measureText);
      for (const frame of framesOf(plan)) {
        for (const axis of [frame.axes.x, frame.axes.y, frame.axes.z]) {
          expect(axis.major.length).toBeGreaterThanOrEqual(3);
        }
        const places = frame.axes.z.major.map(({ place }) => place);
        expect(Math.min(...places)).toBeLessThan(0.45);
        expect(Math.max(...places)).toBeGreaterThan(0.7);
      }
    }
  });

  test("of equal spans carry ticks at equal steps", async () => {
    const landscape = fromFunction(bowl, 21);
    landscape.y = landscape.y.map((y) => y + 1000);
    const [frame] = framesOf(await planFigure([landscape], figureOptions(), measureText));
    const steps = [frame.axes.x, frame.axes.y].map(({ major }) => major[1].place - major[0].place);
    expect(steps[0]).toBeCloseTo(steps[1], 9);
  });

  test("of walls seen edge-on stand at the end of the other wall", async () => {
    for (const azimuth of [-180, -90, 0, 90, 180]) {
      const options = figureOptions({ azimuth });
      const [frame] = framesOf(await planFigure([fromFunction(bowl, 9)], options, measureText));
      const { view, camera, axes } = frame;
      const [gx, gy] = camera.ground;
      const [x, y] = axes.z.edge.from;
      if (gx === 0) expect(Math.sign(y)).toBe(view.backY);
      if (gy === 0) expect(Math.sign(x)).toBe(view.backX);
    }
  });
});

/** The loss whose colour is nearest, of losses evenly spaced along the palette. */
function lossOfColor(
  palette: Float32Array,
  color: Uint8Array,
  lowest: number,
  highest: number,
): number {
  let best = 0;
  let least = Infinity;
  const count = palette.length / 3;
  for (let k = 0; k < count; k++) {
    const distance = Math.hypot(...[0, 1, 2].map((c) => palette[3 * k + c] - color[c]));
    if (distance < least) [best, least] = [k, distance];
  }
  return lowest + ((highest - lowest) * best) / (count - 1);
}
