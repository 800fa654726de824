import { describe, expect, test } from "vitest";
import { planeFunction, type Point } from "../../../src/core/descent/planeFunction.ts";
import { designFactor, pairFactor } from "../../../src/core/fit/designFactor.ts";
import { fitOptimum } from "../../../src/core/fit/fitOptimum.ts";
import { linearProblem } from "../../../src/core/linearProblem.ts";
import { fitScaler } from "../../../src/core/scalers/scalers.ts";
import { weightPlane } from "../../../src/core/weightPlane.ts";
import { options, table } from "../datasets.ts";

/** More rows than are summed in one go. */
const rows = Array.from({ length: 700 }, (_, k) => [Math.sin(k), Math.cos(3 * k) + 0.2, k % 5]);
const data = table(
  rows,
  rows.map(([a, b, c], k) => 2 * a - b + 0.3 * c + Math.sin(7 * k)),
);
const points: Point[] = [
  [1.4, -0.8],
  [-3, 2],
  [0, 0.5],
];

describe.each([
  { l1: 0, l2: 0 },
  { l1: 0, l2: 0.2 },
  { l1: 0.3, l2: 0 },
  { l1: 1, l2: 0.1 },
])("mse with %o", ({ l1, l2 }) => {
  const problem = linearProblem(data, fitScaler("none", data.columns), options({ l1, l2 }));
  const factors = designFactor(problem);
  const plane = weightPlane(problem, [0, 1], fitOptimum(problem, factors));
  const byRows = planeFunction(plane, undefined);
  const byFactor = planeFunction(plane, pairFactor(factors, 0, 1));
  const rest = plane.weights[2];

  /** From the rows, one by one. */
  function lossAt([w1, w2]: Point): number {
    const squares = rows.map(([a, b, c], k) => (data.target[k] - a * w1 - b * w2 - c * rest) ** 2);
    const mean = squares.reduce((total, square) => total + square, 0) / rows.length;
    const penalties = [w1, w2, rest].map((w) => l2 * w * w + l1 * Math.abs(w));
    return penalties.reduce((total, value) => total + value, mean);
  }

  test.each(points)("at %d, %d", (...point) => {
    const expected = lossAt(point);
    const slopes = [0, 1].map((axis) => {
      const at = (step: number) => point.map((w, k) => (k === axis ? w + step : w)) as Point;
      // At a kink the mean of both sides: the subgradient that leaves out what is undecided.
      return (lossAt(at(1e-5)) - lossAt(at(-1e-5))) / 2e-5;
    });
    for (const plane of [byRows, byFactor]) {
      const { loss, excess, gradient } = plane.at(point);
      expect(loss / expected).toBeCloseTo(1, 12);
      expect(excess).toBeCloseTo(expected - lossAt(plane.optimum), 11);
      for (const k of [0, 1]) expect(gradient[k]).toBeCloseTo(slopes[k], 7);
    }
  });

  test("by the factor the excess keeps its digits beside the optimum", () => {
    if (l1 > 0) return;
    const [x, y] = byFactor.optimum;
    const far = byFactor.at([x + 1e-3, y]).excess;
    expect(byFactor.at([x + 2 ** -20 * 1e-3, y]).excess / far).toBeCloseTo(2 ** -40, 15);
    expect(byFactor.at([x + 2 ** -20, y]).excess).toBeGreaterThan(0);
  });
});
