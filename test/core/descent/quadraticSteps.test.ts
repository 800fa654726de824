import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { curvatureOf, type PlaneCurvature } from "../../../src/core/curvature.ts";
import { quadraticSteps as spectralSteps } from "../../../src/core/descent/quadraticSteps.ts";
import type { Point } from "../../../src/core/descent/planeFunction.ts";
import { planeSpectrum } from "../../../src/core/descent/stepsOfDescent.ts";

function quadraticSteps(curvature: PlaneCurvature, rate: number, from: Point, target: number) {
  return spectralSteps(planeSpectrum(curvature, from), rate, target);
}

/** Curvature `diag(2 a², 2 b²)`. */
const diagonal = (a: number, b: number) => curvatureOf([a, 0, b]);

test("equals stepping", () => {
  const between = (min: number, max: number) => fc.double({ min, max, noNaN: true });
  fc.assert(
    fc.property(
      between(0.1, 1),
      between(1, 5),
      between(0.01, 2.2),
      between(-1, 1),
      between(0.1, 1),
      (a, b, share, x, y) => {
        const curvature = diagonal(a, b);
        const rate = share * curvature.bestRate;
        const target = 1e-6 * (a * a * x * x + b * b * y * y);
        const steps = quadraticSteps(curvature, rate, [x, y], target);
        const counted = countSteps(a, b, rate, x, y, target);
        if (counted === Infinity) expect(steps).toBeGreaterThan(20000);
        else expect(steps).toBe(counted);
      },
    ),
  );
});

describe("however large", () => {
  test("a condition number of 1e12", () => {
    const curvature = diagonal(1e-6, 1);
    const steps = quadraticSteps(curvature, curvature.bestRate, [1, 0], 1e-6 * 1e-12);
    // Each step leaves (1 - 2e-12)^2 of the excess.
    expect(steps / (Math.log(1e6) / 4e-12)).toBeCloseTo(1, 9);
  });

  test("a condition number of 1e20", () => {
    const curvature = diagonal(1e-10, 1);
    const steps = quadraticSteps(curvature, curvature.bestRate, [1, 0], 1e-6 * 1e-20);
    expect(steps / (Math.log(1e6) / 4e-20)).toBeCloseTo(1, 9);
  });
});

test("never: a singular direction does not count, an unstable step does", () => {
  expect(quadraticSteps(diagonal(0, 1), 0.25, [5, 1], 1e-6)).toBe(10);
  expect(quadraticSteps(diagonal(1, 1), 1, [1, 1], 1e-6)).toBe(Infinity);
  expect(quadraticSteps(diagonal(1, 2), 0.9, [1, 1], 1e-6)).toBe(Infinity);
});

test("none where the start is good enough", () => {
  expect(quadraticSteps(diagonal(1, 2), 0.1, [0, 0], 0)).toBe(0);
});

function countSteps(a: number, b: number, rate: number, x: number, y: number, target: number) {
  for (let k = 0; k < 20000; k++) {
    if (a * a * x * x + b * b * y * y <= target) return k;
    x -= rate * 2 * a * a * x;
    y -= rate * 2 * b * b * y;
  }
  return Infinity;
}
