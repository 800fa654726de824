import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { designFactor } from "../../../src/core/fit/designFactor.ts";
import { fitOptimum } from "../../../src/core/fit/fitOptimum.ts";
import { lossAt } from "../../../src/core/fit/changedBasis.ts";
import { linearProblem } from "../../../src/core/linearProblem.ts";
import type { LinearProblem } from "../../../src/core/problem.ts";
import { numpyStream } from "../../../src/core/random/numpyStream.ts";
import { fitScaler } from "../../../src/core/scalers/scalers.ts";
import { options, table } from "../datasets.ts";

/** How a row of three normal numbers becomes one of a degenerate table. */
const FAMILIES: Record<string, (row: number[], index: number) => number[]> = {
  plain: (row) => row,
  duplicated: ([a, b]) => [a, b, a],
  "a sum of two": ([a, b]) => [a, b, a + b],
  "one hot": (_, index) => [0, 1, 2].map((group) => Number(index % 3 === group)),
  "alike to 1e-6": ([a, b, c]) => [a, b, a + 1e-6 * c],
  "alike to 3e-8": ([a, , c]) => [a, a + 3e-8 * c],
  "of scales 1e-8 and 1e4": ([a, b, c]) => [1e-8 * a, b, 1e4 * c],
  "with a wild cell": ([a, b], index) => [index === 3 ? 1e9 : a, b],
  "wider than long": ([a, b, c], index) =>
    Array.from({ length: 45 }, (_, k) => Math.sin(index * (k + 1) + a) + [a, b, c][k % 3]),
};

describe.each(Object.entries(FAMILIES))("columns %s", (_, row) => {
  test("no weights are better than the dual's bound allows", () => {
    const penalties = fc.constantFrom([0.01, 0], [0.05, 0], [0, 0.01], [1e-3, 1e-3]);
    fc.assert(
      fc.property(fc.nat(), penalties, (seed, [l1, l2]) => {
        const { rows, target } = normalRows(seed);
        const problem = logistic(rows.map(row), target, { l1, l2, intercept: false });
        const { weights, exists, gap } = fitOptimum(problem, designFactor(problem));
        const { loss, bound } = lossAndBound(problem, weights);
        expect(exists).toBe(true);
        expect(gap).toBeLessThan(1e-10);
        expect(loss - bound).toBeLessThan(1e-9 * loss);
      }),
      { numRuns: 15 },
    );
  });
});

test("columns that span the same reach the same loss, also alike to 3e-8", () => {
  fc.assert(
    fc.property(fc.nat(), fc.boolean(), (seed, intercept) => {
      const { rows, target } = normalRows(seed);
      const least = (shape: (row: number[]) => number[]) => {
        const problem = logistic(rows.map(shape), target, { intercept });
        // Without the rounding of margins, which are differences of terms of 1e7.
        return lossAt(problem, fitOptimum(problem, designFactor(problem)).weights);
      };
      const expected = least(([a, b]) => [a, b]);
      for (const shape of [
        ([a, b]: number[]) => [a, b, a],
        ([a, b]: number[]) => [a, b, a + b],
        ([a, b]: number[]) => [a, a + 2 ** -25 * b],
        ([a, b]: number[]) => [1e-8 * a, 1e7 * b],
      ]) {
        expect(Math.abs(least(shape) - expected)).toBeLessThan(1e-9 * expected);
      }
    }),
    { numRuns: 25 },
  );
});

test("features around 1e8 with l1 and no intercept: the difference of the two is found", () => {
  const { rows, target } = normalRows(3);
  const far = rows.map(([a, b]) => [2 ** 27 + a, 2 ** 27 + b]);
  const problem = logistic(far, target, { l1: 0.01, intercept: false });
  const { weights, gap } = fitOptimum(problem, designFactor(problem));
  const { loss } = lossAndBound(problem, weights);
  // Weights that add up to zero are among those that it may choose.
  const least = goldenSection((t) => lossAndBound(problem, Float64Array.of(t, -t)).loss, -2, 2);
  expect(gap).toBeLessThan(1e-10);
  expect(loss).toBeLessThan(least * (1 + 1e-9));
});

test("many rows that repeat every sixteenth are fitted as well, though the sample is one row", () => {
  const shapes = Array.from({ length: 16 }, (_, k) => [Math.sin(k), Math.cos(3 * k)]);
  const rows = Array.from({ length: 40_000 }, (_, row) => shapes[row % 16]);
  const target = rows.map((_, row) => Number((row % 16) % 3 === Math.floor(row / 16) % 2));
  for (const l2 of [0, 1e-3]) {
    const problem = logistic(rows, target, { intercept: false, l2 });
    const { weights, exists, gap } = fitOptimum(problem, designFactor(problem));
    const { loss, bound } = lossAndBound(problem, weights);
    expect(exists).toBe(true);
    expect(gap).toBeLessThan(1e-12);
    if (l2 > 0) expect(loss - bound).toBeLessThan(1e-12 * loss);
  }
});

describe("separation", () => {
  test("small integers in the plane against every direction's signs, whatever the scale", () => {
    const cell = fc.integer({ min: -2, max: 2 });
    const rows = fc.array(fc.tuple(cell, cell, fc.boolean()), { minLength: 2, maxLength: 9 });
    const scale = fc.constantFrom(1, 1e-8, 1e8, 3);
    fc.assert(
      fc.property(rows, scale, (cells, factor) => {
        const target = cells.map(([, , isPositive]) => Number(isPositive));
        fc.pre(new Set(target).size === 2);
        const signed = cells.map(([a, b, isPositive]) => (isPositive ? [a, b] : [-a, -b]));
        const expected = separatedRows(signed);
        const problem = logistic(
          cells.map(([a, b]) => [a, b * factor]),
          target,
          { intercept: false },
        );
        const { exists, separation } = fitOptimum(problem, designFactor(problem));
        expect(exists).toBe(expected.length === 0);
        if (expected.length > 0) {
          const rows = signed.map((_, row) => row + 1);
          expect(separation).toEqual({
            separated: expected.length,
            edge: cells.length - expected.length,
            separatedRows: expected,
            edgeRows: rows.filter((row) => !expected.includes(row)),
          });
        }
      }),
      { numRuns: 400 },
    );
  });

  test.each([3, 4, 4.2])(
    "a polynomial that must touch the edge at %s separates the rest",
    (twin) => {
      const points = [...Array.from({ length: 30 }, (_, k) => 1 + 0.3 * k), twin, twin];
      const rows = points.map((t) => [1, 2, 3, 4, 5, 6, 7].map((power) => t ** power));
      const target = points.map((t, k) => (k === 31 ? 0 : Number(t < 5)));
      const problem = logistic(rows, target, { intercept: true });
      const { exists, separation } = fitOptimum(problem, designFactor(problem));
      expect(exists).toBe(false);
      expect(separation).toMatchObject({ edgeRows: expect.arrayContaining([31, 32]) });
    },
  );

  test("quasi-separable rows in four dimensions are found with every scaler's scale", () => {
    const normal = [-6, 1, -2, 5];
    const stream = numpyStream(4);
    const integer = () => Math.round(3 * stream.normal());
    const rows: number[][] = [];
    while (rows.length < 40) {
      const [a, b, c] = [integer(), integer(), integer()];
      // On the plane: -6 a + b - 2 c + 5 d = 0.
      const d = (6 * a - b + 2 * c) / 5;
      if (Number.isInteger(d)) rows.push([a, b, c, d]);
    }
    const target = rows.map((_, k) => k % 2);
    rows.push(
      normal,
      normal.map((value) => -value),
    );
    target.push(1, 0);
    const edgeRows = Array.from({ length: 40 }, (_, row) => row + 1);
    const expected = { separated: 2, edge: 40, separatedRows: [41, 42], edgeRows };
    for (const unit of [1, 1e-6, 1e6]) {
      const scaled = rows.map(([a, b, c, d]) => [a, b * unit, c, d / unit]);
      const problem = logistic(scaled, target, { intercept: false });
      const { exists, separation } = fitOptimum(problem, designFactor(problem));
      expect([exists, separation]).toEqual([false, expected]);
    }
  });
});

function normalRows(seed: number): { rows: number[][]; target: number[] } {
  const stream = numpyStream(seed);
  // Few binary digits, so that sums of columns are exact.
  const normal = () => Math.round(2 ** 16 * stream.normal()) / 2 ** 16;
  const rows = Array.from({ length: 40 }, () => [normal(), normal(), normal()]);
  // Both labels on opposite rows, so that no plane separates the first three columns.
  const target = rows.map(([a, b], k) => (k < 12 ? k % 2 : Number(a - b + stream.normal() > 0)));
  for (let k = 0; k < 12; k += 2) rows[k + 1] = rows[k].slice();
  return { rows, target };
}

function logistic(
  rows: number[][],
  target: number[],
  changes: Parameters<typeof options>[0],
): LinearProblem {
  const dataset = table(rows, target);
  const scaler = fitScaler("none", dataset.columns);
  return linearProblem(dataset, scaler, options({ ...changes, loss: "logistic" }));
}

/**
 * The loss by a plain sum, and Fenchel's dual at the loss's own slopes, shrunk until they are
 * feasible: no weights can be below it. Of a problem with a penalty and no intercept.
 */
function lossAndBound(
  { columns, rowCount, l1, l2, interceptIndex }: LinearProblem,
  weights: Float64Array,
): { loss: number; bound: number } {
  let loss = 0;
  weights.forEach((weight, k) => {
    if (k !== interceptIndex) loss += l1 * Math.abs(weight) + l2 * weight ** 2;
  });
  const slopes = Array.from({ length: rowCount }, (_, row) => {
    const rest = -columns.reduce((total, column, k) => total + column[row] * weights[k], 0);
    loss += (Math.max(0, rest) + Math.log1p(Math.exp(-Math.abs(rest)))) / rowCount;
    return 1 / (1 + Math.exp(-rest));
  });
  const forces = columns.map((column) =>
    Math.abs(column.reduce((total, value, row) => total + value * slopes[row], 0) / rowCount),
  );
  const shrink = l2 > 0 ? 1 : Math.min(1, l1 / Math.max(...forces));
  let bound = 0;
  for (const slope of slopes) {
    const s = slope * shrink;
    bound -= (s > 0 ? s * Math.log(s) : 0) / rowCount;
    bound -= (s < 1 ? (1 - s) * Math.log1p(-s) : 0) / rowCount;
  }
  if (l2 > 0) for (const force of forces) bound -= Math.max(0, force - l1) ** 2 / (4 * l2);
  return { loss, bound };
}

/** Rows that some direction with no row on the wrong side separates, by the edges of its cone. */
function separatedRows(rows: number[][]): number[] {
  const directions = rows.flatMap(([a, b]) => [
    [-b, a],
    [b, -a],
    [a, b],
    [-a, -b],
  ]);
  const valid = directions.filter(([c, d]) => rows.every(([a, b]) => a * c + b * d >= 0));
  return rows.flatMap(([a, b], row) =>
    valid.some(([c, d]) => a * c + b * d > 0) ? [row + 1] : [],
  );
}

function goldenSection(at: (t: number) => number, low: number, high: number): number {
  const ratio = (Math.sqrt(5) - 1) / 2;
  for (let round = 0; round < 60; round++) {
    const [a, b] = [high - ratio * (high - low), low + ratio * (high - low)];
    if (at(a) < at(b)) high = b;
    else low = a;
  }
  return at((low + high) / 2);
}
