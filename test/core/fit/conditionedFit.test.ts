import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { designFactor } from "../../../src/core/fit/designFactor.ts";
import { fitOptimum } from "../../../src/core/fit/fitOptimum.ts";
import { lossAt } from "../../../src/core/fit/changedBasis.ts";
import { linearProblem } from "../../../src/core/linearProblem.ts";
import { LOSSES } from "../../../src/core/losses/losses.ts";
import { namesOf } from "../../../src/core/options/texts.ts";
import { fitScaler } from "../../../src/core/scalers/scalers.ts";
import { options, table } from "../datasets.ts";

/** Eighths, so that the sums below are exact. */
const eighth = fc.integer({ min: -40, max: 40 }).map((value) => value / 8);
const rowOfEighths = fc.tuple(eighth, eighth, eighth, fc.integer({ min: -9, max: 9 }));
const eighths = fc.array(rowOfEighths, { minLength: 8, maxLength: 24 });

describe.each(namesOf(LOSSES))("%s", (loss) => {
  test.each([false, true])(
    "columns alike but for a little: the gap admits what rounding the weights costs, intercept %s",
    (intercept) => {
      fc.assert(
        fc.property(eighths, fc.integer({ min: 20, max: 42 }), (cells, power) => {
          const target = cells.map((row, k) => targetOf(row[3], k));
          const problemOf = (rows: number[][]) => {
            const dataset = table(rows, target);
            const scaler = fitScaler("none", dataset.columns);
            return linearProblem(dataset, scaler, options({ loss, intercept, delta: 0.5 }));
          };
          const plain = problemOf(cells.map(([a, b, c]) => [a, b, c]));
          const alike = problemOf(cells.map(([a, b, c]) => [a, b, a + 2 ** -power * c]));
          const best = fitOptimum(plain, designFactor(plain));
          const found = fitOptimum(alike, designFactor(alike));
          expect(found.exists).toBe(best.exists);
          if (!best.exists) return;
          const least = lossAt(plain, best.weights);
          const excess = lossAt(alike, found.weights) - least;
          const size = lossAt(plain, new Float64Array(best.weights.length));
          expect(excess).toBeLessThan((1.01 * found.gap! + 1e-10) * least + 1e-12 * size);
        }),
        { numRuns: 40 },
      );
    },
  );

  function targetOf(value: number, row: number): number {
    if (loss !== "logistic" && loss !== "hinge") return value;
    return row < 2 ? row : Number(value > 0);
  }
});

test.each(["mse", "mae", "huber"] as const)(
  "%s: two rows far from zero: columns that rounded centres tell apart leave the gap open",
  (loss) => {
    const cell = fc.integer({ min: -900, max: 900 }).map((value) => 1e7 + value / 100);
    fc.assert(
      fc.property(cell, cell, cell, cell, (a, b, c, d) => {
        fc.pre(a !== c && b !== d);
        const dataset = table(
          [
            [a, b],
            [c, d],
          ],
          [1, 0.5],
        );
        const scaler = fitScaler("standard", dataset.columns);
        const problem = linearProblem(dataset, scaler, options({ loss, intercept: false }));
        const [[first, second], [third, fourth]] = problem.columns;
        fc.pre(Math.abs(first * fourth - second * third) > 1e-12);
        const found = fitOptimum(problem, designFactor(problem));
        const least = 1e-9 * lossAt(problem, new Float64Array(2));
        expect((1 - found.gap!) * lossAt(problem, found.weights)).toBeLessThan(least);
      }),
      { numRuns: 60 },
    );
  },
);
