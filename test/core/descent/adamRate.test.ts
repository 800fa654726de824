import fc from "fast-check";
import { expect, test } from "vitest";
import { adam, adamRate } from "../../../src/core/descent/methods/adam.ts";
import { descend } from "../../../src/core/descent/descend.ts";
import type { PlaneFunction, Point } from "../../../src/core/descent/planeFunction.ts";

/** `a x² + b y²` around an optimum. */
function bowl(a: number, b: number, optimum: Point): PlaneFunction {
  return {
    optimum,
    cost: 100,
    hasKinkAtOptimum: false,
    at([x, y]) {
      const [dx, dy] = [x - optimum[0], y - optimum[1]];
      const excess = a * dx * dx + b * dy * dy;
      return { loss: excess, excess, gradient: [2 * a * dx, 2 * b * dy] };
    },
  };
}

function stepsOf(plane: PlaneFunction, start: Point, rate: number): number {
  const plan = { method: "adam" as const, rate, start, steps: 20_000, tolerance: 1e-6 };
  return descend(plane, plan).stepsToTolerance;
}

test("is round, and no round neighbour arrives in fewer steps", () => {
  fc.assert(
    fc.property(
      fc.record({
        condition: fc.double({ min: 1, max: 1e5, noNaN: true }),
        x: fc.double({ min: -50, max: 50, noNaN: true }),
        y: fc.double({ min: 0.5, max: 50, noNaN: true }),
      }),
      ({ condition, x, y }) => {
        const plane = bowl(1, condition, [x, y]);
        const rate = adamRate(plane, adam.stepper, [0, 0], 1e-6);
        const way = Math.max(Math.abs(x), y);
        expect(rate.toExponential()).toMatch(/^[125]e[+-]\d+$/);
        expect(rate).toBeLessThanOrEqual((way / 10) * (1 + 1e-12));
        expect(rate).toBeGreaterThanOrEqual((way / 1000) * (1 - 1e-12));
        const chosen = stepsOf(plane, [0, 0], rate);
        for (const factor of [0.4, 0.5, 2, 2.5]) {
          const other = Number((rate * factor).toPrecision(6));
          const isTried = other >= way / 1000 && other <= way / 10;
          if (!isTried || !/^[125]e/.test(other.toExponential())) continue;
          expect(stepsOf(plane, [0, 0], other)).toBeGreaterThanOrEqual(chosen);
        }
      },
    ),
    { numRuns: 40 },
  );
});

test("does not depend on the loss's unit, and scales with the way", () => {
  const near = adamRate(bowl(1, 3, [2, 1]), adam.stepper, [0, 0], 1e-6);
  expect(adamRate(bowl(1e6, 3e6, [2, 1]), adam.stepper, [0, 0], 1e-6)).toBe(near);
  expect(adamRate(bowl(1, 3, [2000, 1000]), adam.stepper, [0, 0], 1e-6)).toBeGreaterThan(50 * near);
});

test("at the optimum itself there is a rate all the same", () => {
  expect(adamRate(bowl(1, 3, [2, 1]), adam.stepper, [2, 1], 1e-6)).toBe(1);
});

test("where no rate arrives in time it is the one that comes nearest", () => {
  const plane = { ...bowl(1, 1e4, [1, 1]), cost: 1e9 };
  const nearest = (rate: number) => {
    const step = adam.stepper(rate);
    let point: Point = [0, 0];
    let least = Infinity;
    for (let taken = 0; taken < 50; taken++) {
      point = step(point, (at) => plane.at(at).gradient);
      least = Math.min(least, plane.at(point).excess);
    }
    return least;
  };
  const chosen = nearest(adamRate(plane, adam.stepper, [0, 0], 1e-12));
  const others = [0.1, 0.05, 0.02, 0.01, 0.005, 0.002, 0.001].map(nearest);
  expect(chosen).toBe(Math.min(...others));
  expect(chosen).toBeGreaterThan(1e-12 * 10001);
});

test("however small the way", () => {
  expect(adamRate(bowl(1, 3, [1e-320, 0]), adam.stepper, [0, 0], 1e-6)).toBeGreaterThan(0);
  expect(adamRate(bowl(1, 3, [5e-324, 0]), adam.stepper, [0, 0], 1e-6)).toBe(1);
});
