import { expect, test } from "vitest";
import { linspace } from "../../src/core/window.ts";
import { fixture } from "./datasets.ts";

test("equals NumPy's values", () => {
  const { w1, w2 }: { w1: number[]; w2: number[] } = fixture("tutorial");
  expect(Array.from(linspace(-1, 5, 50))).toEqual(w1);
  expect(Array.from(linspace(-1, 0.5, 50))).toEqual(w2);
});

test("ends exactly", () => {
  expect(linspace(0, 0.1, 4)[3]).toBe(0.1);
  expect(Array.from(linspace(2, 3, 1))).toEqual([2]);
});
