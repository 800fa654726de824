import fc from "fast-check";
import { expect, test } from "vitest";
import { BLOCK_ROWS } from "../../../src/core/linalg/columnProduct.ts";
import { lossOfBlock } from "../../../src/core/losses/lossTraits.ts";
import { LOSSES } from "../../../src/core/losses/losses.ts";

/** Residuals of every size, from those that rounding loses beside 1 to those whose exponential is zero. */
const residual = fc.oneof(
  fc.double({ min: -40, max: 40, noNaN: true }),
  fc.double({ min: -800, max: 800, noNaN: true }),
  fc.constantFrom(0, -0, 1e-300, -1e-17, 1e17, -1e300),
);
const residuals = fc.array(residual, { minLength: 1, maxLength: BLOCK_ROWS });

test("the logistic loss of a block is that of its rows, one by one", () => {
  const point = LOSSES.logistic.point(1);
  fc.assert(
    fc.property(residuals, (values) => {
      const rest = Float64Array.from(values);
      const slopes = new Float64Array(rest.length);
      const bends = new Float64Array(rest.length);
      const total = lossOfBlock(point, rest, rest.length, slopes, bends);
      const expected = rest.reduce((sum, r) => sum + point.value(r), 0);
      expect(Math.abs(total - expected)).toBeLessThanOrEqual(1e-13 * expected);
      expect(lossOfBlock(point, rest, rest.length)).toBe(total);
      rest.forEach((r, t) => {
        expect(Math.abs(slopes[t] - point.slope(r))).toBeLessThanOrEqual(1e-15 * point.slope(r));
        const bend = point.curvature(r);
        expect(Math.abs(bends[t] - bend)).toBeLessThanOrEqual(2e-15 * bend);
      });
    }),
    { numRuns: 300 },
  );
});

test("rows that are all far on their right side keep their tiny losses", () => {
  const rest = new Float64Array(BLOCK_ROWS).fill(-60);
  const total = lossOfBlock(LOSSES.logistic.point(1), rest, BLOCK_ROWS);
  expect(total / (BLOCK_ROWS * Math.exp(-60))).toBeCloseTo(1, 13);
});

test("of a loss without a faster way too", () => {
  const rest = Float64Array.of(-3, 0.5, 2);
  const slopes = new Float64Array(3);
  expect(lossOfBlock(LOSSES.huber.point(1), rest, 3, slopes)).toBe(2.5 + 0.125 + 1.5);
  expect(Array.from(slopes)).toEqual([-1, 0.5, 1]);
});
