import fc from "fast-check";
import { expect, test } from "vitest";
import { coarseToFine, halvings } from "../../../src/core/sampling/coarseToFine.ts";

test("an axis is halved from its ends", () => {
  expect([...halvings(9)]).toEqual([0, 3, 2, 3, 1, 3, 2, 3, 0]);
  expect([...halvings(2)]).toEqual([0, 0]);
});

test("every point comes once, the corners first, no finer halving before a coarser", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 2, max: 40 }),
      fc.integer({ min: 2, max: 40 }),
      (columns, rows) => {
        const order = [...coarseToFine(columns, rows)];
        expect([...order].sort((a, b) => a - b)).toEqual(order.map((_, k) => k));
        const [across, down] = [halvings(columns), halvings(rows)];
        const levels = order.map((index) =>
          Math.max(across[index % columns], down[Math.floor(index / columns)]),
        );
        expect(levels).toEqual([...levels].sort((a, b) => a - b));
      },
    ),
  );
});
