import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { curvatureOf, type PlaneCurvature } from "../../../src/core/curvature.ts";
import {
  excessAfter,
  quadraticSteps as spectralSteps,
} from "../../../src/core/descent/quadraticSteps.ts";
import type { PlaneFunction, Point } from "../../../src/core/descent/planeFunction.ts";
import { planeSpectrum, stepsOfDescent } from "../../../src/core/descent/stepsOfDescent.ts";

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

test("where a share grows the target may be reached before, and is never after", () => {
  const share = (min: number, max: number) => fc.double({ min, max, noNaN: true });
  fc.assert(
    fc.property(
      share(0.05, 0.95),
      share(2.0001, 2.2),
      share(1, 14),
      share(1, 6),
      (lambda, rate, smallness, accuracy) => {
        const parts = [
          { lambda, excess: 1 },
          { lambda: 1, excess: 10 ** -smallness },
        ];
        const target = 10 ** -accuracy;
        const excess = parts.map((part) => part.excess);
        let counted = Infinity;
        for (let k = 0; k < 3000 && counted === Infinity; k++) {
          if (excess[0] + excess[1] <= target) counted = k;
          parts.forEach((part, p) => (excess[p] *= (1 - rate * part.lambda) ** 2));
        }
        expect(spectralSteps(parts, rate, target)).toBe(counted);
      },
    ),
  );
});

test("the best rate given by its eigenvalues is the same step", () => {
  const parts = [
    { lambda: 0.3, excess: 2 },
    { lambda: 5, excess: 1 },
    { lambda: 7, excess: 3 },
  ];
  for (const target of [1, 1e-3, 1e-9]) {
    const steps = spectralSteps(parts, { smallest: 0.3, largest: 7 }, target);
    expect(steps).toBe(spectralSteps(parts, 2 / 7.3, target));
    expect(steps).toBeLessThan(200);
  }
});

test("none where the start is good enough", () => {
  expect(quadraticSteps(diagonal(1, 2), 0.1, [0, 0], 0)).toBe(0);
});

test("a step of one over the eigenvalue arrives at once, and not before it is taken", () => {
  expect(quadraticSteps(diagonal(1, 1), 0.5, [1, 0], 1e-6)).toBe(1);
  expect(quadraticSteps(diagonal(1, 1), 0.5, [1e-9, 0], 1)).toBe(0);
});

test("the excess after steps is that of stepping", () => {
  const spectrum = planeSpectrum(diagonal(1, 2), [0.7, -0.4]);
  let [x, y] = [0.7, -0.4];
  for (let step = 0; step < 8; step++) {
    expect(excessAfter(spectrum, 0.2, step)).toBeCloseTo(x * x + 4 * y * y, 14);
    [x, y] = [x - 0.2 * 2 * x, y - 0.2 * 8 * y];
  }
});

describe("of a loss that is not quadratic", () => {
  /** `x² + y²`; each step of 0.2 leaves 0.36 of the excess: 14 to a millionth. */
  const round = (cost: number): PlaneFunction => ({
    optimum: [0, 0],
    hasKinkAtOptimum: false,
    cost,
    at: ([x, y]) => ({ loss: x * x + y * y, excess: x * x + y * y, gradient: [2 * x, 2 * y] }),
  });
  const steps = (cost: number, tolerance: number) =>
    stepsOfDescent(round(cost), diagonal(1, 1), 0.2, [0.8, -0.6], tolerance, false);

  test("a few are taken, however dear", () => {
    expect(steps(1e9, 1e-6)).toEqual({ stepsToTolerance: 14 });
  });

  test("more are taken where they are cheap, and estimated from there where not", () => {
    expect(steps(7e5, 1e-12)).toEqual({ stepsToTolerance: 28 });
    expect(steps(8e5, 1e-12)).toEqual({ stepsToTolerance: 28, stepsEstimated: true });
  });
});

function countSteps(a: number, b: number, rate: number, x: number, y: number, target: number) {
  for (let k = 0; k < 20000; k++) {
    if (a * a * x * x + b * b * y * y <= target) return k;
    x -= rate * 2 * a * a * x;
    y -= rate * 2 * b * b * y;
  }
  return Infinity;
}
