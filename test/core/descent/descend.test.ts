import { describe, expect, test } from "vitest";
import { descend } from "../../../src/core/descent/descend.ts";
import { curvatureOf } from "../../../src/core/curvature.ts";
import {
  descentLabel,
  methodOf,
  type DescentMethod,
} from "../../../src/core/descent/methods/methods.ts";
import type { PlaneFunction, Point } from "../../../src/core/descent/planeFunction.ts";

/** `x² + 10 y²`. */
const bowl: PlaneFunction = {
  optimum: [0, 0],
  at: ([x, y]) => {
    const loss = x * x + 10 * y * y;
    return { loss, excess: loss, gradient: [2 * x, 20 * y] };
  },
  cost: 1,
  hasKinkAtOptimum: false,
};

const plan = { label: "a path", rate: 0.01, start: [1, 1] as Point, steps: 2, tolerance: 1e-6 };

describe("the first two steps by hand", () => {
  test("gd", () => {
    const { x, y, z } = descend(bowl, { ...plan, method: "gd" });
    expectValues(x, [1, 0.98, 0.98 * 0.98]);
    expectValues(y, [1, 0.8, 0.64]);
    expectValues(z, [11, 0.98 ** 2 + 6.4, 0.98 ** 4 + 10 * 0.64 ** 2]);
  });

  test("momentum", () => {
    const { x, y } = descend(bowl, { ...plan, method: "momentum" });
    expectValues(x, [1, 0.98, 0.98 - 0.01 * (0.9 * 2 + 1.96)]);
    expectValues(y, [1, 0.8, 0.8 - 0.01 * (0.9 * 20 + 16)]);
  });

  test("nesterov", () => {
    const { x } = descend(bowl, { ...plan, method: "nesterov" });
    const ahead = 0.98 - 0.01 * 0.9 * 2;
    expectValues(x, [1, 0.98, 0.98 - 0.01 * (0.9 * 2 + 2 * ahead)]);
  });

  test("adam's second step, with both of its averages corrected for their start", () => {
    const { x } = descend(bowl, { ...plan, method: "adam" });
    const slope = 2 * 0.99;
    const mean = (0.9 * 0.1 * 2 + 0.1 * slope) / (1 - 0.9 ** 2);
    const square = (0.999 * 0.001 * 4 + 0.001 * slope * slope) / (1 - 0.999 ** 2);
    expectValues(x, [1, 0.99, 0.99 - (0.01 * mean) / Math.sqrt(square)]);
    expect(Math.abs(x[2] - 0.99 + (0.01 * mean) / Math.sqrt(square))).toBeLessThan(1e-9);
  });

  test("adam goes the length of its rate along each axis", () => {
    const { x, y } = descend(bowl, { ...plan, steps: 1, method: "adam" });
    expectValues(x, [1, 0.99]);
    expectValues(y, [1, 0.99]);
  });
});

test("the path ends at the tolerance", () => {
  const path = descend(bowl, { ...plan, method: "gd", rate: 0.09, steps: 1000 });
  expect(path.x).toHaveLength(path.stepsToTolerance + 1);
  expect(path.z[path.stepsToTolerance]).toBeLessThanOrEqual(11e-6);
  expect(path.z[path.stepsToTolerance - 1]).toBeGreaterThan(11e-6);
});

test("steps beyond the path are counted", () => {
  const short = descend(bowl, { ...plan, method: "momentum", steps: 3 });
  const long = descend(bowl, { ...plan, method: "momentum", steps: 1000 });
  expect(short.x).toHaveLength(4);
  expect(short.stepsToTolerance).toBe(long.stepsToTolerance);
});

test("how long is counted depends on what a step costs", () => {
  // Each step leaves 0.64 of the excess: 31 steps to a millionth.
  const towards = { ...plan, method: "gd", rate: 0.1, start: [1, 0] as Point } as const;
  expect(descend({ ...bowl, cost: 9e5 }, towards).stepsToTolerance).toBe(31);
  expect(descend({ ...bowl, cost: 1e6 }, towards).stepsToTolerance).toBe(Infinity);
});

test("without a curvature the first step goes a fiftieth of the way", () => {
  const context = { plane: bowl, curvature: undefined, start: [3, 4] as Point, tolerance: 1e-6 };
  for (const method of ["gd", "momentum", "nesterov"] as const) {
    const rate = methodOf(method).automaticRate(context);
    expect(rate * Math.hypot(6, 80)).toBeCloseTo(5 / 50, 12);
  }
});

test("with a curvature the rates are its", () => {
  const curvature = curvatureOf([1, 0, Math.sqrt(10)]);
  const context = { plane: bowl, curvature, start: [3, 4] as Point, tolerance: 1e-6 };
  const rateOf = (method: DescentMethod) => methodOf(method).automaticRate(context);
  expect(rateOf("gd")).toBeCloseTo(2 / 22, 14);
  expect(rateOf("momentum")).toBeCloseTo(2 / 22, 14);
  expect(rateOf("nesterov")).toBeCloseTo(1 / 20, 14);
});

test("a path that ends higher than it began diverges, and is not followed further", () => {
  // 1.2 times as far across at each step, and nearer along.
  const growing = { ...plan, method: "gd", rate: 0.11, start: [3, 0.5] as Point } as const;
  const seen = descend(bowl, { ...growing, steps: 8 });
  expect([seen.x.length, seen.diverged, seen.stepsToTolerance]).toEqual([9, true, Infinity]);
  expect(descend(bowl, { ...plan, method: "gd", steps: 8 }).diverged).toBe(false);
});

test("the key calls a method by its words, and what others name as they do", () => {
  expect(descentLabel("momentum")).toBe("gradient descent with momentum");
  expect(["SGD", "constructor"].map(descentLabel)).toEqual(["SGD", "constructor"]);
});

test("a divergence is said, and the path stays finite", () => {
  const path = descend(bowl, { ...plan, method: "gd", rate: 1, steps: 5000 });
  expect(path.diverged).toBe(true);
  expect(path.stepsToTolerance).toBe(Infinity);
  expect(path.z.every(Number.isFinite)).toBe(true);
});

function expectValues(actual: Float64Array, expected: number[]): void {
  expect(actual).toHaveLength(expected.length);
  expected.forEach((value, k) => expect(actual[k]).toBeCloseTo(value, 7));
}
