import { expect, test } from "vitest";
import { curvatureOf } from "../../src/core/curvature.ts";

test("a round bowl", () => {
  expect(curvatureOf([1, 0, 1])).toEqual({
    eigenvalues: [2, 2],
    conditionNumber: 1,
    valley: expect.anything(),
    largestStableRate: 1,
    bestRate: 0.5,
  });
});

test("a trough along the first axis", () => {
  const curvature = curvatureOf([1, 0, 10]);
  expect(curvature.eigenvalues).toEqual([2, 200]);
  expect(curvature.conditionNumber).toBe(100);
  expect(curvature.valley).toEqual([1, 0]);
  expect(curvature.largestStableRate).toBe(0.01);
});

test("a tilted trough: the Hessian [[5, 4], [4, 5]]", () => {
  const r11 = Math.sqrt(5 / 2);
  const r12 = 2 / r11;
  const { eigenvalues, valley } = curvatureOf([r11, r12, Math.sqrt(5 / 2 - r12 * r12)]);
  expect(eigenvalues[0]).toBeCloseTo(1, 14);
  expect(eigenvalues[1]).toBeCloseTo(9, 14);
  expect(valley[0]).toBeCloseTo(Math.SQRT1_2, 14);
  expect(valley[1]).toBeCloseTo(-Math.SQRT1_2, 14);
});

test("collinear columns and columns of zeros", () => {
  expect(curvatureOf([1, 2, 0])).toMatchObject({
    eigenvalues: [0, 10],
    conditionNumber: Infinity,
  });
  expect(curvatureOf([0, 0, 0])).toMatchObject({
    eigenvalues: [0, 0],
    conditionNumber: Infinity,
    largestStableRate: Infinity,
  });
});
