import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { designFactor } from "../../../src/core/fit/designFactor.ts";
import { fitOptimum } from "../../../src/core/fit/fitOptimum.ts";
import { linearProblem } from "../../../src/core/linearProblem.ts";
import { fitScaler } from "../../../src/core/scalers/scalers.ts";
import { options, table } from "../datasets.ts";

/** How a row of three small numbers becomes one of a degenerate table, in doubles without rounding. */
const FAMILIES: Record<string, (row: number[], index: number) => number[]> = {
  duplicated: ([a, b]) => [a, b, a],
  "a sum of two": ([a, b]) => [a, b, a + b],
  "one hot": (_, index) => [0, 1, 2].map((group) => Number(index % 3 === group)),
  "alike to 1e-6": ([a, b, c]) => [a, b, a + 2 ** -20 * c],
  "of scales 1e-3 and 1e3": ([a, b, c]) => [2 ** -10 * a, b, 2 ** 10 * c],
  "far from zero": ([a, b, c]) => [a + 1e3, b, c],
  tied: ([a, b]) => [Math.sign(a), Math.sign(b)],
};
const eighth = fc.integer({ min: -40, max: 40 }).map((value) => value / 8);
const cells = fc.array(fc.tuple(eighth, eighth, eighth, eighth), { minLength: 2, maxLength: 12 });
const strength = fc.constantFrom(1e-3, 0.05, 1);

describe.each(Object.entries(FAMILIES))("columns %s", (_, row) => {
  test("mse with l1 reaches the best of all choices of columns and signs", () => {
    fc.assert(
      fc.property(cells, strength, (numbers, l1) => {
        const rows = numbers.map(row);
        const target = numbers.map((values) => values[3]);
        const weights = fitted(rows, target, { loss: "mse", l1 });
        const least = bestOfSigns(rows, target, l1);
        const size = target.reduce((total, y) => total + y * y, 0) / rows.length;
        const loss = lassoLoss(rows, target, l1, weights);
        expect(loss).toBeLessThanOrEqual(least * (1 + 1e-9) + 1e-12 * size);
      }),
      { numRuns: 40 },
    );
  });

  test("huber is no higher above its dual than rounding", () => {
    fc.assert(
      fc.property(cells, strength, fc.boolean(), (numbers, l1, hasLasso) => {
        const rows = numbers.map(row);
        const target = numbers.map((values) => values[3]);
        const delta = 0.5;
        const penalty = hasLasso ? l1 : 0;
        const weights = fitted(rows, target, { loss: "huber", delta, l1: penalty });
        const rest = residuals(rows, target, weights);
        const loss =
          mean(
            rest
              .map((r) => Math.abs(r))
              .map((r) => (r < delta ? r * r : delta * (2 * r - delta)) / 2),
          ) +
          penalty * weights.reduce((total, w) => total + Math.abs(w), 0);
        // The bound suffers from the rounding of the residuals times the length of the columns.
        const size = delta * mean(target.map(Math.abs));
        expect(loss - dualValue(rows, target, rest, delta, penalty)).toBeLessThanOrEqual(
          1e-9 * loss + 1e-8 * size,
        );
      }),
      { numRuns: 40 },
    );
  });
});

function fitted(rows: number[][], target: number[], changes: Parameters<typeof options>[0]) {
  const dataset = table(rows, target);
  const scaler = fitScaler("none", dataset.columns);
  const problem = linearProblem(dataset, scaler, options({ ...changes, intercept: false }));
  return Array.from(fitOptimum(problem, designFactor(problem)).weights);
}

function residuals(rows: number[][], target: number[], weights: number[]): number[] {
  return rows.map((row, i) => target[i] - inner(row, weights));
}

function lassoLoss(rows: number[][], target: number[], l1: number, weights: number[]): number {
  const squares = residuals(rows, target, weights).map((r) => r * r);
  return mean(squares) + l1 * weights.reduce((total, w) => total + Math.abs(w), 0);
}

/**
 * Some optimum uses independent columns only, and for those and their signs it solves a linear
 * system: the least loss is the least of all such solutions.
 */
function bestOfSigns(rows: number[][], target: number[], l1: number): number {
  const size = rows[0].length;
  let least = lassoLoss(
    rows,
    target,
    l1,
    rows[0].map(() => 0),
  );
  for (let code = 1; code < 3 ** size; code++) {
    const signs = Array.from({ length: size }, (_, k) => (Math.floor(code / 3 ** k) % 3) - 1);
    const used = signs.map((_, k) => k).filter((k) => signs[k] !== 0);
    const columns = used.map((k) => rows.map((row) => row[k]));
    const solution = solve(
      columns.map((a) => columns.map((b) => inner(a, b))),
      columns.map((column, i) => inner(column, target) - 0.5 * rows.length * l1 * signs[used[i]]),
    );
    if (!solution?.every((w, i) => w * signs[used[i]] >= 0)) continue;
    const weights = signs.map(() => 0);
    used.forEach((k, i) => (weights[k] = solution[i]));
    least = Math.min(least, lassoLoss(rows, target, l1, weights));
  }
  return least;
}

/** Gauss and Jordan with pivots; undefined where the matrix is singular to rounding. */
function solve(matrix: number[][], vector: number[]): number[] | undefined {
  const scales = matrix.map((row, i) => Math.sqrt(row[i]) || 1);
  const all = matrix.map((row, i) => [
    ...row.map((value, j) => value / scales[i] / scales[j]),
    vector[i] / scales[i],
  ]);
  for (let k = 0; k < all.length; k++) {
    const rest = all.slice(k);
    const pivot = rest.reduce((best, row) => (Math.abs(row[k]) > Math.abs(best[k]) ? row : best));
    if (Math.abs(pivot[k]) < 1e-15) return undefined;
    all.splice(all.indexOf(pivot), 1, all[k]);
    all[k] = pivot.map((value) => value / pivot[k]);
    const unit = all[k];
    all.forEach((row, i) => {
      if (i !== k) all[i] = row.map((value, j) => value - row[k] * unit[j]);
    });
  }
  return all.map((row, i) => row[all.length] / scales[i]);
}

/**
 * A lower bound of the least mean: of slopes within delta that no column's weight changes (with l1:
 * by no more than the penalty), the mean of `y m - m² / 2`.
 */
function dualValue(
  rows: number[][],
  target: number[],
  rest: number[],
  delta: number,
  l1: number,
): number {
  let slopes = rest.map((r) => Math.max(-delta, Math.min(delta, r)));
  const columns = rows[0].map((_, k) => rows.map((row) => row[k]));
  if (l1 === 0) {
    const basis: number[][] = [];
    for (const column of columns) {
      const own = without(column, basis);
      const length = Math.sqrt(inner(own, own));
      if (length > 1e-12 * Math.sqrt(inner(column, column))) basis.push(own.map((v) => v / length));
    }
    for (let round = 0; round < 50; round++) {
      slopes = without(slopes, basis).map((m) => Math.max(-delta, Math.min(delta, m)));
    }
    slopes = without(slopes, basis);
  }
  const bound = rows.length * l1;
  const steepest =
    l1 === 0 ? 1 : Math.max(...columns.map((c) => Math.abs(inner(c, slopes)) / bound));
  const share = Math.max(1, steepest, ...slopes.map((m) => Math.abs(m) / delta));
  return mean(slopes.map((m, i) => (target[i] * m) / share - (m / share) ** 2 / 2));
}

function without(vector: number[], basis: number[][]): number[] {
  let result = vector;
  for (let pass = 0; pass < 2; pass++) {
    for (const direction of basis) {
      const share = inner(result, direction);
      result = result.map((value, i) => value - share * direction[i]);
    }
  }
  return result;
}

function inner(a: number[], b: number[]): number {
  return a.reduce((total, value, i) => total + value * b[i], 0);
}

function mean(values: number[]): number {
  return values.reduce((total, value) => total + value, 0) / values.length;
}
