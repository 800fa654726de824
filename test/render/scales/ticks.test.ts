import { describe, expect, test } from "vitest";
import { groundPlace, groundTicks, GROUND_MARGIN } from "../../../src/render/scales/ticks.ts";

const labels = (first: number, last: number, count: number) =>
  groundTicks(first, last, count).major.map(({ label }) => label);

describe("ticks of a ground axis", () => {
  test("are round", () => {
    expect(labels(-1, 5, 6)).toEqual(["−1", "0", "1", "2", "3", "4", "5"]);
    expect(labels(-1, 0.5, 4)).toEqual(["−1.0", "−0.5", "0.0", "0.5"]);
    expect(labels(0, 49, 5)).toEqual(["0", "10", "20", "30", "40"]);
  });

  test("stand at their values", () => {
    const places = groundTicks(-1, 5, 3).major.map(({ place }) => place);
    expect(places).toEqual([0, 2, 4].map((value) => groundPlace(value, -1, 5)));
    expect(groundPlace(-1, -1, 5)).toBe(GROUND_MARGIN);
    expect(groundPlace(2, -1, 5)).toBe(0.5);
    expect(groundPlace(5, -1, 5)).toBe(1 - GROUND_MARGIN);
  });

  test("stay inside the grid and tell themselves apart, whatever its range", () => {
    for (const first of [-1e300, -3.7, 0, 1e-300, 12.34, 1e15]) {
      for (const span of [1e-300, 1e-9, 0.02, 1, 6, 1e6, 1e300]) {
        const last = first + span;
        if (!(last > first * (1 + 1e-12) && last > first)) continue;
        for (const count of [1, 2, 3, 5, 9]) {
          const { major } = groundTicks(first, last, count);
          for (const { place } of major) {
            expect(place).toBeGreaterThanOrEqual(GROUND_MARGIN - 1e-9);
            expect(place).toBeLessThanOrEqual(1 - GROUND_MARGIN + 1e-9);
          }
          expect(new Set(major.map(({ label }) => label)).size).toBe(major.length);
          expect(major.length).toBeLessThanOrEqual(2 * count + 1);
        }
      }
    }
  });
});
