import { describe, expect, test } from "vitest";
import { InputError } from "../../../src/core/errors.ts";
import type { VerticalOptions } from "../../../src/render/scales/verticalScale.ts";
import { makeVerticalScale, toneOf } from "../../../src/render/scales/verticalScale.ts";

function scaleOf(losses: number[], options: Partial<VerticalOptions> = {}) {
  return makeVerticalScale(
    [Float64Array.from(losses)],
    { zScale: "linear", floorGap: 0, topGap: 0, ...options },
    "panel 2",
  );
}

const labels = (scale: ReturnType<typeof scaleOf>, count: number) =>
  scale.ticks(count).major.map(({ label }) => label);

describe("a linear axis", () => {
  test("runs from the lowest to the highest loss", () => {
    const scale = scaleOf([4, 2, 10]);
    expect([2, 4, 6, 10].map(scale.position)).toEqual([0, 0.25, 0.5, 1]);
    expect(scale).toMatchObject({ lowest: 0, highest: 1, lowestLoss: 2, highestLoss: 10 });
    expect(scale).toMatchObject({ ceiling: Infinity, clipped: false });
  });

  test("leaves gaps at its ends", () => {
    const scale = scaleOf([0, 1], { floorGap: 0.25, topGap: 0.125 });
    expect([scale.lowest, scale.highest]).toEqual([0.25, 0.875]);
    expect(scale.position(0.5)).toBe(0.5625);
  });

  test("has round ticks at their losses", () => {
    const scale = scaleOf([-1.5, 6.5], { floorGap: 0.2 });
    expect(labels(scale, 5)).toEqual(["−2", "0", "2", "4", "6"]);
    for (const { place, label } of scale.ticks(5).major) {
      expect(place).toBeCloseTo(scale.position(Number(label.replace("−", "-"))), 12);
    }
  });

  test("passes over holes", () => {
    const scale = scaleOf([NaN, 1, Infinity, 3, -Infinity]);
    expect([scale.lowestLoss, scale.highestLoss]).toEqual([1, 3]);
    expect(() => scaleOf([NaN, NaN])).not.toThrow();
  });

  test.each([
    [[1e-300, 2e-300]],
    [[-1e300, 1e300]],
    [[-2e-300, -1e-300]],
    [[1e300, 1.0001e300]],
    [[1, 1 + 1e-12]],
    [[-5, 1e9]],
    [[1e305, 1.7e308]],
    [[-1.7e308, 1.7e308]],
  ])("keeps %j apart, and has a tick", (losses) => {
    const scale = scaleOf(losses);
    expect(scale.position(losses[0])).toBeCloseTo(0, 12);
    expect(scale.position(losses[1])).toBeCloseTo(1, 12);
    const { major } = scale.ticks(5);
    expect(major.length).toBeGreaterThan(0);
    expect(new Set(major.map(({ label }) => label)).size).toBe(major.length);
    for (const { place } of major) expect(place).toBeGreaterThan(-1e-9);
    for (const { place } of major) expect(place).toBeLessThan(1 + 1e-9);
  });

  test("has no ticks beyond the largest number", () => {
    const { major } = scaleOf([0, 1.79e308], { topGap: 0.3 }).ticks(9);
    for (const { place } of major) expect(place).toBeLessThan(0.71);
    expect(major.length).toBeGreaterThan(4);
  });

  test.each([0, 5, -3e-300, 1e300, 1.7e308])(
    "draws the constant %d in mid-height, with ticks",
    (loss) => {
      const scale = scaleOf([loss, loss, loss]);
      expect(scale.position(loss)).toBe(0.5);
      expect([scale.lowest, scale.highest]).toEqual([0.5, 0.5]);
      expect(scale.ticks(5).major.length).toBeGreaterThan(1);
    },
  );

  test("takes noise in the last digit for a constant", () => {
    const losses = [0.3, 0.1 + 0.2, 0.3];
    const scale = scaleOf(losses);
    expect(losses.map(scale.position)).toEqual([0.5, 0.5, 0.5]);
    expect(scale.highest).toBe(scale.lowest);
  });
});

describe("a logarithmic axis", () => {
  test("places equal ratios at equal distances", () => {
    const scale = scaleOf([0.01, 100], { zScale: "log" });
    const places = [0.01, 0.1, 1, 10, 100].map(scale.position);
    places.forEach((place, k) => expect(place).toBeCloseTo(k / 4, 12));
  });

  test("has ticks at powers of ten, and minor ones between", () => {
    const { major, minor } = scaleOf([0.01, 100], { zScale: "log" }).ticks(5);
    expect(major.map(({ label }) => label)).toEqual(["10⁻²", "10⁻¹", "10⁰", "10¹", "10²"]);
    expect(minor).toHaveLength(4 * 8);
    expect(minor[0].place).toBeCloseTo(Math.log10(2) / 4, 12);
  });

  test("skips powers evenly where they would crowd", () => {
    const scale = scaleOf([1e-300, 1e300], { zScale: "log" });
    expect(labels(scale, 5)).toEqual(["10⁻²⁴⁰", "10⁻¹²⁰", "10⁰", "10¹²⁰", "10²⁴⁰"]);
  });

  test("has ticks at equal ratios where the losses span most of a power of ten", () => {
    expect(labels(scaleOf([1, 20], { zScale: "log" }), 5)).toEqual(["1", "2", "5", "10", "20"]);
    expect(labels(scaleOf([1, 40], { zScale: "log" }), 5)).toEqual(["1", "3", "10", "30"]);
    expect(labels(scaleOf([1, 40], { zScale: "log" }), 2)).toEqual(["1", "10"]);
  });

  test("has round ticks where the losses span less than two powers of ten", () => {
    expect(labels(scaleOf([2, 6], { zScale: "log" }), 5)).toEqual(["2", "3", "4", "5", "6"]);
  });

  test("draws a constant in mid-height", () => {
    expect(scaleOf([7, 7], { zScale: "log" }).position(7)).toBe(0.5);
  });

  test.each([0, -2.5])("refuses the loss %d", (loss) => {
    const draw = () => scaleOf([1, loss, 3], { zScale: "log" });
    expect(draw).toThrow(InputError);
    expect(draw).toThrow(
      `zScale log: panel 2 holds the loss ${loss}; a logarithmic axis needs losses above zero`,
    );
  });
});

describe("a cut", () => {
  test("ends the axis, and says where", () => {
    const scale = scaleOf([0, 2, 2000], { zMax: 4 });
    expect([0, 2, 4].map(scale.position)).toEqual([0, 0.5, 1]);
    expect(scale).toMatchObject({ ceiling: 1, clipped: true, highestLoss: 4, cutLabel: "4" });
  });

  test("above every loss cuts nothing", () => {
    expect(scaleOf([0, 2], { zMax: 5 })).toMatchObject({
      ceiling: Infinity,
      clipped: false,
      highestLoss: 2,
    });
  });

  test.each([2, 1.5])("at %d, not above the lowest loss, is refused", (zMax) => {
    const draw = () => scaleOf([2, 9], { zMax });
    expect(draw).toThrow(InputError);
    expect(draw).toThrow(`zMax ${zMax}: expected more than 2, the lowest loss of panel 2`);
  });

  test("works on a logarithmic axis", () => {
    const scale = scaleOf([1, 1e6], { zScale: "log", zMax: 100 });
    expect(scale.position(10)).toBeCloseTo(0.5, 12);
    expect(scale.ceiling).toBeCloseTo(1, 12);
  });
});

test("grids that share an axis share its range", () => {
  const scale = makeVerticalScale(
    [Float64Array.of(0, 1), Float64Array.of(-4, 0.5)],
    { zScale: "linear", floorGap: 0, topGap: 0 },
    "the panels",
  );
  expect([scale.lowestLoss, scale.highestLoss]).toEqual([-4, 1]);
});

describe("a given range", () => {
  test("is the scale of whatever losses, higher ones cut, lower ones on its floor", () => {
    const scale = scaleOf([-1, 2, 9], { zRange: { min: 0, max: 4 }, floorGap: 0.25 });
    expect(scale).toMatchObject({ lowestLoss: 0, highestLoss: 4, lowest: 0.25, highest: 1 });
    expect(scale).toMatchObject({ clipped: true, ceiling: 1, cutLabel: "4" });
    expect([-1, 0, 2, 4].map(scale.position)).toEqual([0.25, 0.25, 0.625, 1]);
    const other = scaleOf([1, 3], { zRange: { min: 0, max: 4 }, floorGap: 0.25 });
    expect(other).toMatchObject({ clipped: false, ceiling: Infinity });
    expect(labels(other, 4)).toEqual(labels(scale, 4));
  });

  test("is logarithmic with losses of zero too", () => {
    const scale = scaleOf([0, 50, 1e9], { zScale: "log", zRange: { min: 1, max: 100 } });
    expect([0, 1, 10, 100].map(scale.position)).toEqual([0, 0, 0.5, 1]);
  });
});

test("a scale without a range has the colour in the middle of the map", () => {
  const scale = { ...scaleOf([1, 2]), lowest: 0.5, highest: 0.5 };
  expect(toneOf(scale, 1)).toBe(0.5);
  expect(toneOf(scaleOf([1, 5]), 2)).toBe(0.25);
});
