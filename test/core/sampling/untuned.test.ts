import { expect, test } from "vitest";
import { gridOf, sample } from "./surfaces.ts";
import { KINDS } from "./untuned.ts";

test.each(KINDS)("the error printed for $name holds in 95 % of the points", async (kind) => {
  for (const seed of [21, 22]) {
    const losses = gridOf(await kind.make(seed), -1, 1, 41);
    const { covered, evaluated } = sample(losses, 0.02, kind.scale);
    expect(covered).toBeGreaterThanOrEqual(0.95);
    expect(evaluated).toBeLessThan(losses.length);
  }
});

test("a spike between the points of the first lattice is not seen: the limit of the estimate", () => {
  const spike = (x: number, y: number) =>
    x * x + y * y - 3 * Math.exp(-((x - 0.08) ** 2 + (y - 0.44) ** 2) / 0.02 ** 2);
  const { largest, estimate } = sample(gridOf(spike, -1, 1), 0.01);
  expect(estimate).toBeLessThanOrEqual(0.01);
  expect(largest).toBeGreaterThan(0.5);
});
