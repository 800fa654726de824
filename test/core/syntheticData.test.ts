import { expect, test } from "vitest";
import { makeSyntheticData } from "../../src/core/syntheticData.ts";
import { fixture, worstError } from "./datasets.ts";

test("the tutorial's data: features to the last bit, the target to the rounding of log", async () => {
  const tutorial: { X: number[][]; y: number[] } = fixture("tutorial");
  const { columns, target, rowCount } = await makeSyntheticData();
  expect(rowCount).toBe(100);
  tutorial.X.forEach((row, i) => expect(columns.map((column) => column[i])).toEqual(row));
  expect(worstError(target, tutorial.y)).toBeLessThan(1e-15);
});
