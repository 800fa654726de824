import { describe, expect, test } from "vitest";
import { chooseAzimuth, unseenShares } from "../../src/render/space/aimFigure.ts";
import { aimCamera } from "../../src/render/space/camera.ts";
import { planFigure } from "../../src/render/figure/planFigure.ts";
import { measureText } from "../../src/render/text/measure.ts";
import type { Heightfield } from "../../src/render/raster/heightfield.ts";
import { heightfield } from "./heightfields.ts";
import { figureOptions, framesOf } from "./landscapes.ts";
import { tutorialPanels } from "./tutorial.ts";

const ISOMETRIC = 35.264;
const flat = heightfield(() => 0, 9);
const hiddenShare = (field: Heightfield, azimuth: number, elevation: number) =>
  unseenShares(field, azimuth, elevation).hidden;
const choose = (...fields: Heightfield[]) =>
  chooseAzimuth(
    fields.map((field) => ({ field, marks: [] })),
    ISOMETRIC,
  );

describe("the share of a surface that is hidden", () => {
  test("is nothing on level ground and on gentle slopes", () => {
    const slope = heightfield((x, y) => 0.3 * x - 0.2 * y, 9);
    for (const azimuth of [-45, 45, 135, -135]) {
      expect(hiddenShare(flat, azimuth, ISOMETRIC)).toBe(0);
      expect(hiddenShare(slope, azimuth, ISOMETRIC)).toBe(0);
    }
  });

  test("is what a wall in front covers", () => {
    // A wall along x = 0.25, high on its far side's cost; seen along the x axis.
    const wall = heightfield((x) => (Math.abs(x - 0.25) < 0.01 ? 0.25 : 0), 81);
    // At 45 degrees its shadow on the ground is as long as it is high.
    expect(hiddenShare(wall, 0, 45)).toBeCloseTo(0.25, 1);
    expect(hiddenShare(wall, 180, 45)).toBeCloseTo(0.25, 1);
    expect(hiddenShare(wall, 0, 90)).toBe(0);
  });
});

describe("the corner that hides least", () => {
  test("is the earliest where all are equal", () => {
    expect(choose(flat)).toBe(-45);
    expect(choose(heightfield((x, y) => 2 * (x * x + y * y), 21))).toBe(-45);
  });

  test.each([
    [-45, 1, -1],
    [45, 1, 1],
    [135, -1, 1],
    [-135, -1, -1],
  ])("is %d where the surface falls towards it", (azimuth, towardsX, towardsY) => {
    // A steep hollow that opens to one corner.
    const slope = heightfield((x, y) => -0.9 * Math.tanh(3 * (towardsX * x + towardsY * y)), 41);
    expect(choose(slope)).toBe(azimuth);
  });

  test("weighs all panels together", () => {
    const towards45 = heightfield((x, y) => -0.9 * Math.tanh(3 * (x + y)), 41);
    const towards135 = heightfield((x, y) => -0.9 * Math.tanh(3 * (y - x)), 41);
    // The one hides most of itself from -135, the other from -45.
    expect(choose(towards45, towards135)).toBe(45);
  });

  test("turns so that a start behind the near wall is seen", () => {
    // A trough along the diagonal: from -45 and 135 its near wall hides what lies on its far side.
    const trough = heightfield((x, y) => 1.5 * (x + y) ** 2 - 0.4, 41);
    const start: [number, number, number] = [0.3, 0.3, 1.5 * 0.36 - 0.4];
    const seen = chooseAzimuth([{ field: trough, marks: [[start]] }], 20);
    const { ground } = aimCamera(seen, 20);
    expect(Math.sign(ground[0] + ground[1])).toBe(-1);
  });

  test("counts a wall seen edge-on as unseen", () => {
    const slope = heightfield((x) => x * Math.tan((ISOMETRIC * Math.PI) / 180), 9);
    expect(unseenShares(slope, 0, ISOMETRIC).edgeOn).toBeCloseTo(1, 1);
    expect(unseenShares(slope, 180, ISOMETRIC).edgeOn).toBe(0);
  });

  test("does not hide the tutorial's valley behind its own wall", async () => {
    const plan = await planFigure(tutorialPanels(), figureOptions(), measureText);
    const frames = framesOf(plan);
    const [x, y] = frames[0].camera.ground;
    const azimuth = Math.round((Math.atan2(y, x) * 180) / Math.PI);
    expect([45, 135, -135]).toContain(azimuth);
    expect(frames[1].camera.ground).toEqual([x, y]);
  });
});
