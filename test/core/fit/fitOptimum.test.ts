import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { designFactor } from "../../../src/core/fit/designFactor.ts";
import { fitOptimum } from "../../../src/core/fit/fitOptimum.ts";
import { LOSSES, type LossName } from "../../../src/core/losses/losses.ts";
import { namesOf } from "../../../src/core/options/texts.ts";
import { linearProblem } from "../../../src/core/linearProblem.ts";
import { type LinearProblem, penalty } from "../../../src/core/problem.ts";
import { numpyStream } from "../../../src/core/random/numpyStream.ts";
import { fitScaler } from "../../../src/core/scalers/scalers.ts";
import { options, table } from "../datasets.ts";

describe.each(namesOf(LOSSES))("%s", (loss) => {
  test.each([
    [0, 0],
    [0.05, 0],
    [0, 0.05],
    [0.02, 0.03],
  ])("no weights near by are better, l1 %d, l2 %d", (l1, l2) => {
    fc.assert(
      fc.property(fc.nat(), fc.boolean(), fc.constantFrom(3, 5, 40), (seed, intercept, count) => {
        const problem = randomProblem(seed, count, { loss, l1, l2, intercept, delta: 0.7 });
        const { weights, exists } = fitOptimum(problem, designFactor(problem));
        if (!exists) return;
        const least = lossAt(problem, weights);
        const stream = numpyStream(seed);
        for (let power = 1; power <= 8; power++) {
          for (let trial = 0; trial < 10; trial++) {
            const near = weights.map((value) => value + stream.normal() * 10 ** -power);
            expect(lossAt(problem, near)).toBeGreaterThanOrEqual(least - 1e-12 * least);
          }
        }
      }),
      { numRuns: 25 },
    );
  });
});

test.each([1e-30, 1e-100, 1e-160, 1e-200, 1e-300, 5e-324])(
  "columns of %d beside a penalty of squares are as good as none, for every loss",
  (unit) => {
    for (const loss of namesOf(LOSSES)) {
      for (const l1 of [0, 0.001]) {
        for (const intercept of [false, true]) {
          const changes = { loss, intercept, l1, l2: 0.01 };
          const small = randomProblem(3, 20, changes);
          const without = { ...small, columns: small.columns.slice(1) };
          without.interceptIndex = intercept ? 1 : -1;
          without.weightNames = small.weightNames.slice(1);
          without.shifts = small.shifts.slice(1);
          small.columns[0] = small.columns[0].map((value) => value * unit);
          const { weights, exists, gap } = fitOptimum(small, designFactor(small));
          const expected = fitOptimum(without, designFactor(without)).weights;
          expect(exists).toBe(true);
          expect(gap).toBeLessThan(1e-10);
          expect(Math.abs(weights[0])).toBeLessThan(1e-15);
          const ratio = lossAt(small, weights) / lossAt(without, expected);
          expect(Math.abs(ratio - 1)).toBeLessThan(1e-12);
        }
      }
    }
  },
);

test.each([1e-100, 1e-170, 1e-290])(
  "a column of %d without a penalty takes a weight as large as it is small, for every loss",
  (unit) => {
    for (const loss of namesOf(LOSSES)) {
      for (const rowCount of [40, 2001]) {
        const plain = randomProblem(3, rowCount, { loss, intercept: true });
        const columns = plain.columns.map((column, k) => (k > 0 ? column : column.map(scaled)));
        const small = { ...plain, columns };
        const { weights, gap } = fitOptimum(small, designFactor(small));
        const expected = fitOptimum(plain, designFactor(plain)).weights;
        expect(gap).toBeLessThan(1e-10);
        const ratio = lossAt(small, weights) / lossAt(plain, expected);
        expect(Math.abs(ratio - 1)).toBeLessThan(1e-12);
      }
    }
    function scaled(value: number): number {
      return value * unit;
    }
  },
);

describe("mae", () => {
  test("the intercept alone is a median beside a useless feature", () => {
    const rows = [[1], [-1], [1], [-1], [1], [-1], [0]];
    const { weights, unique } = fit(table(rows, [5, 5, 2, 9, 5, 5, 5]), { loss: "mae" });
    expect(weights[1]).toBeCloseTo(5, 12);
    expect(weights[0]).toBeCloseTo(0, 12);
    expect(unique).toBe(true);
  });

  test("weights that are nothing but rounding are zero", () => {
    fc.assert(
      fc.property(fc.nat(), (seed) => {
        const stream = numpyStream(seed);
        const rows = Array.from({ length: 100 }, () => [stream.normal(), 1e4 * stream.normal()]);
        const majority = rows.map(([a], k) => (k < 80 ? 1 : 1 + a));
        const { weights } = fit(table(rows, majority), { loss: "mae" });
        expect([...weights.subarray(0, 2)]).toEqual([0, 0]);
        expect(weights[2]).toBeCloseTo(1, 13);
      }),
      { numRuns: 30 },
    );
  });

  test("many rows give what few do: each row repeated changes nothing", () => {
    const few = randomProblem(7, 150, { loss: "mae", intercept: true });
    const repeated = (values: Float64Array) =>
      Float64Array.from({ length: 4500 }, (_, row) => values[row % 150]);
    const many: LinearProblem = {
      ...few,
      rowCount: 4500,
      columns: few.columns.map(repeated),
      offset: repeated(few.offset),
    };
    const expected = lossAt(few, fitOptimum(few, designFactor(few)).weights);
    const actual = lossAt(many, fitOptimum(many, designFactor(many)).weights);
    expect(Math.abs(actual - expected)).toBeLessThan(1e-11 * expected);
  });

  test.each(["mae", "hinge"] as const)("merging rows keeps the optimum of %s", (loss) => {
    const problem = randomProblem(3, 5000, { loss, intercept: true, l1: 0.01 });
    const { weights } = fitOptimum(problem, designFactor(problem));
    const least = lossAt(problem, weights);
    const stream = numpyStream(1);
    for (let trial = 0; trial < 200; trial++) {
      const near = weights.map((value) => value + stream.normal() * 10 ** -(1 + (trial % 6)));
      expect(lossAt(problem, near)).toBeGreaterThanOrEqual(least * (1 - 1e-12));
    }
  });
});

describe("logistic", () => {
  test("separable labels have no optimum", () => {
    const dataset = table([[1], [2], [3], [4]], [0, 0, 1, 1]);
    expect(fit(dataset, { loss: "logistic" }).exists).toBe(false);
  });

  test("nor have labels that one shared row keeps from being separable", () => {
    const dataset = table([[1], [2], [2], [3]], [0, 0, 1, 1]);
    expect(fit(dataset, { loss: "logistic" }).exists).toBe(false);
  });

  test("an l2 penalty gives them one", () => {
    const dataset = table([[1], [2], [3], [4]], [0, 0, 1, 1]);
    expect(fit(dataset, { loss: "logistic", l2: 0.01 }).exists).toBe(true);
  });

  test("labels -1 and 1 mean the same as 0 and 1", () => {
    const rows = [[1], [2], [3], [4]];
    const zeros = fit(table(rows, [0, 1, 0, 1]), { loss: "logistic" });
    const signs = fit(table(rows, [-1, 1, -1, 1]), { loss: "logistic" });
    expect(signs).toEqual(zeros);
  });
});

test.each(["mse", "mae", "huber"] as const)(
  "%s: two rows and three weights leave no loss, also with features far from zero",
  (loss) => {
    const rows = [
      [7.1, -32.9],
      [-5.9, -132],
    ];
    const dataset = table(rows, [1, 3]);
    const scaler = fitScaler("none", dataset.columns);
    const problem = linearProblem(dataset, scaler, options({ loss, intercept: true }));
    const { weights, unique } = fitOptimum(problem, designFactor(problem));
    expect(lossAt(problem, weights)).toBeLessThan(1e-12);
    expect(unique).toBe(false);
  },
);

test.each([0, 1e3, 1e4, 1e6, 1e7])(
  "mse with l1 and features around %d: the slopes balance the penalty",
  (center) => {
    const stream = numpyStream(3);
    const rows = Array.from({ length: 40 }, () =>
      Array.from({ length: 3 }, () => center + stream.normal()),
    );
    const target = rows.map(([a, b, c]) => a + 2 * b - c + stream.normal());
    const l1 = 0.5;
    const { weights, gap } = fit(table(rows, target), { loss: "mse", l1, intercept: false });
    expect(gap).toBeLessThan(1e-12);
    const residuals = rows.map(
      (row, k) => target[k] - row.reduce((y, x, j) => y + x * weights[j], 0),
    );
    const scale = 1e-9 * (1 + center) * (1 + center / 1e6);
    weights.forEach((weight, j) => {
      const slope = (-2 / 40) * rows.reduce((total, row, k) => total + row[j] * residuals[k], 0);
      if (weight === 0) expect(Math.abs(slope)).toBeLessThanOrEqual(l1 + scale);
      else expect(Math.abs(slope + l1 * Math.sign(weight))).toBeLessThan(scale);
    });
  },
);

test("columns that depend on each other: the weights of least norm, for every loss", () => {
  const stream = numpyStream(11);
  const rows = Array.from({ length: 30 }, () => {
    const x = stream.normal();
    return [x, 2 * x];
  });
  for (const loss of namesOf(LOSSES)) {
    const isClass = loss === "logistic" || loss === "hinge";
    const target = rows.map(([x]) => {
      const value = x + 2 * stream.normal();
      return isClass ? Number(value > 0) : value;
    });
    const { weights, unique } = fit(table(rows, target), { loss, intercept: false });
    expect(weights[1]).toBeCloseTo(2 * weights[0], 10);
    expect(unique).toBe(false);
  }
});

test("huber with a small delta and an exact majority ends on it", () => {
  const rows = [1, 2, 3, 4, 5, 6, 7].map((x) => [x]);
  const target = rows.map(([x], k) => (k === 3 ? 1000 : 3 * x));
  const { weights } = fit(table(rows, target), { loss: "huber", delta: 1e-3, intercept: false });
  expect(Math.abs(weights[0] - 3)).toBeLessThan(1e-3);
});

function fit(dataset: ReturnType<typeof table>, changes: Parameters<typeof options>[0]) {
  const problem = linearProblem(
    dataset,
    fitScaler("none", dataset.columns),
    options({ intercept: true, ...changes }),
  );
  return fitOptimum(problem, designFactor(problem));
}

function randomProblem(
  seed: number,
  rowCount: number,
  changes: { loss: LossName } & Parameters<typeof options>[0],
): LinearProblem {
  const stream = numpyStream(seed);
  const rows = Array.from({ length: rowCount }, () => [stream.normal(), 10 * stream.normal()]);
  const isClass = changes.loss === "logistic" || changes.loss === "hinge";
  const target = rows.map(([a, b], k) => {
    const value = a - 0.2 * b + 2 * stream.normal();
    if (!isClass) return value;
    return k < 2 ? k : Number(value > 0);
  });
  const dataset = table(rows, target);
  return linearProblem(dataset, fitScaler("none", dataset.columns), options(changes));
}

function lossAt(problem: LinearProblem, weights: Float64Array): number {
  let total = 0;
  for (let row = 0; row < problem.rowCount; row++) {
    const fitted = problem.columns.reduce((sum, column, k) => sum + column[row] * weights[k], 0);
    total += problem.point.value(problem.offset[row] - fitted);
  }
  return total / problem.rowCount + penalty(problem, weights);
}
