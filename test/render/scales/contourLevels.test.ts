import { expect, test } from "vitest";
import { contourLevels } from "../../../src/render/contours/contourLevels.ts";

test("levels of a perfect fit begin above its rounding noise", () => {
  const levels = contourLevels(1.3e-30, 27_000, 10, false);
  expect(levels.length).toBeGreaterThanOrEqual(5);
  expect(Math.min(...levels)).toBeGreaterThanOrEqual(2.7);
  expect(Math.max(...levels)).toBeLessThan(27_000);
});

test("a logarithmic axis keeps its decades, and a low loss that is no rounding its levels", () => {
  expect(Math.min(...contourLevels(1e-30, 1, 10, true))).toBeLessThan(1e-24);
  expect(Math.min(...contourLevels(1e-9, 1, 10, false))).toBeLessThan(1e-7);
});

test("losses within two decades have levels at equal steps", () => {
  expect(contourLevels(1, 99, 4, false)).toEqual([20, 40, 60, 80]);
  expect(contourLevels(1, 101, 4, false)).toEqual(contourLevels(1, 101, 4, true));
});

test("a millionth of a millionth of the highest loss is rounding", () => {
  expect(Math.min(...contourLevels(0.9e-12, 1, 10, false))).toBeGreaterThanOrEqual(1e-4);
  expect(Math.min(...contourLevels(1.2e-12, 1, 10, false))).toBeLessThan(1e-4);
});

test("losses further apart than the largest number have levels at equal steps", () => {
  const levels = contourLevels(-1.7e308, 1.7e308, 7, false);
  expect(levels.map((level) => Math.round(level / 1e306))).toEqual([
    -150, -100, -50, 0, 50, 100, 150,
  ]);
});
