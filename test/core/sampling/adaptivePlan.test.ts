import { expect, test } from "vitest";
import { createRandomStream } from "../../../src/core/random/randomStreams.ts";
import { readLandscapeDocument } from "../../../src/io/readLandscapes.ts";
import type { SamplingScale } from "../../../src/core/sampling/samplingScale.ts";
import { gridOf, sample, type Surface } from "./surfaces.ts";

const rastrigin: Surface = (x, y) =>
  20 + x * x + y * y - 10 * (Math.cos(2 * Math.PI * x) + Math.cos(2 * Math.PI * y));

const SURFACES: [string, Surface, number, number, SamplingScale][] = [
  ["Rosenbrock", (x, y) => (1 - x) ** 2 + 100 * (y - x * x) ** 2, -2, 2, "linear"],
  ["Rosenbrock, log", (x, y) => 0.01 + (1 - x) ** 2 + 100 * (y - x * x) ** 2, -2, 2, "log"],
  ["Himmelblau", (x, y) => (x * x + y - 11) ** 2 + (x + y * y - 7) ** 2, -5, 5, "linear"],
  ["Himmelblau, log", (x, y) => 1 + (x * x + y - 11) ** 2 + (x + y * y - 7) ** 2, -5, 5, "log"],
  ["Rastrigin", rastrigin, -5.12, 5.12, "linear"],
  ["Rastrigin, near", rastrigin, -1.5, 1.5, "linear"],
  ["a step", (x, y) => (x + 0.3 * y > 0.1 ? 1 : 0), -1, 1, "linear"],
  ["a bowl", (x, y) => x * x + 3 * y * y + x * y, -1, 1, "linear"],
  ["a cone", (x, y) => Math.hypot(x - 0.1, y - 0.2), -1, 1, "linear"],
  ["folds", (x, y) => Math.abs(x - 0.2) + Math.abs(y + x), -1, 1, "linear"],
  ["waves", (x, y) => Math.sin(3 * x) * Math.cos(4 * y) + 0.1 * x, -2, 2, "linear"],
  ["a disc in a hole", (x, y) => (x * x + y * y > 0.8 ? NaN : x * x + y ** 3), -1, 1, "linear"],
];

test.each(SURFACES)(
  "the error printed for %s holds in 95 % of the points",
  (_, surface, ...rest) => {
    const [low, high, scale] = rest;
    const { estimate, covered } = sample(gridOf(surface, low, high), 0.01, scale);
    expect(estimate).toBeLessThanOrEqual(0.01);
    expect(covered).toBeGreaterThanOrEqual(0.95);
  },
);

test.each(["deep", "shallow"])("so does that for the %s network", async (name) => {
  const { document } = await readLandscapeDocument([{ path: `test/fixtures/nn/${name}.h5` }]);
  const { covered, evaluated, largest } = sample(document.panels[0].z, 0.01, "log");
  expect(covered).toBeGreaterThanOrEqual(0.95);
  expect(evaluated).toBeLessThanOrEqual(400);
  expect(largest).toBeLessThanOrEqual(0.012);
});

test("noise does not converge: everything is evaluated", async () => {
  const stream = await createRandomStream("numpy", "0");
  const noise = Float64Array.from({ length: 900 }, () => stream.uniform());
  expect(sample(noise, 0.01)).toEqual({ evaluated: 900, estimate: 0, largest: 0, covered: 1 });
});

test("a smooth surface takes a small part of its points, a constant no more than the lattice and its probes", () => {
  expect(
    sample(
      gridOf((x, y) => x * x + y * y, -1, 1),
      0.01,
    ).evaluated,
  ).toBeLessThan(150);
  expect(
    sample(
      gridOf(() => 3, -1, 1),
      0.01,
    ).evaluated,
  ).toBeLessThan(150);
});

test("a budget is kept", () => {
  expect(sample(gridOf(rastrigin, -5, 5), 0.01, "linear", 200).evaluated).toBe(200);
});
