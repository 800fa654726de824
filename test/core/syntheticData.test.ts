import { expect, test } from "vitest";
import { createRandomStream } from "../../src/core/random/randomStream.ts";
import { makeSyntheticData } from "../../src/core/syntheticData.ts";
import { fixture, worstError } from "./datasets.ts";

test("the tutorial's data: features to the last bit, the target to the rounding of log", async () => {
  const tutorial: { X: number[][]; y: number[] } = fixture("tutorial");
  const { columns, target, rowCount } = makeSyntheticData(
    { samples: 100, scales: [1, 100], weights: [3, 0.1], noise: 2 },
    await createRandomStream("numpy", "0"),
  );
  expect(rowCount).toBe(100);
  tutorial.X.forEach((row, i) => expect(columns.map((column) => column[i])).toEqual(row));
  expect(worstError(target, tutorial.y)).toBeLessThan(1e-15);
});
