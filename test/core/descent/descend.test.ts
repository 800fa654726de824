import { describe, expect, test } from "vitest";
import { descend } from "../../../src/core/descent/descend.ts";
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
