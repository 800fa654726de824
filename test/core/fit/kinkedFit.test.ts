import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { designFactor } from "../../../src/core/fit/designFactor.ts";
import { fitOptimum } from "../../../src/core/fit/fitOptimum.ts";
import type { LossName } from "../../../src/core/losses/losses.ts";
import { linearProblem } from "../../../src/core/linearProblem.ts";
import { type LinearProblem, penalty } from "../../../src/core/problem.ts";
import { exactResiduals } from "../../../src/core/linalg/exactResiduals.ts";
import { numpyStream } from "../../../src/core/random/numpyStream.ts";
import { fitScaler } from "../../../src/core/scalers/scalers.ts";
import { options, table } from "../datasets.ts";

/** Small tables of integers, so that the tables made of them below are exact. */
const integerTable = fc.integer({ min: 4, max: 9 }).chain((rowCount) =>
  fc.record({
    rows: fc.array(fc.tuple(fc.integer({ min: -9, max: 9 }), fc.integer({ min: -9, max: 9 })), {
      minLength: rowCount,
      maxLength: rowCount,
    }),
    target: fc.array(fc.integer({ min: -9, max: 9 }), { minLength: rowCount, maxLength: rowCount }),
  }),
);

/** Tables whose columns span the same as those of `a` and `b` with the intercept. */
const DISGUISES: [string, (a: number, b: number) => number[]][] = [
  ["as they are", (a, b) => [a, b]],
  ["1e-9 and 1e9 as large", (a, b) => [a * 2 ** -30, b * 2 ** 30]],
  ["collinear but for 1e-6", (a, b) => [a, a + b * 2 ** -20]],
  ["1e6 away from zero", (a, b) => [a + 2 ** 20, b + 2 ** 20]],
  ["the second twice", (a, b) => [a, b, b]],
];

describe.each(["mae", "hinge"] as const)("%s has the loss of the best vertex", (loss) => {
  test.each(DISGUISES)("%s", (_, disguise) => {
    fc.assert(
      fc.property(integerTable, ({ rows, target }) => {
        const labels = loss === "mae" ? target : target.map(asLabel);
        const plain = problemOf(rows, labels, { loss, intercept: true });
        const disguised = problemOf(
          rows.map(([a, b]) => disguise(a, b)),
          labels,
          { loss, intercept: true },
        );
        const least = bestVertex(plain);
        expect(lossAt(disguised)).toBeLessThan(least * (1 + 1e-9) + 1e-10);
      }),
      { numRuns: 60 },
    );
  });

  test("with an l1 penalty and a column of 1e-9", () => {
    fc.assert(
      fc.property(integerTable, ({ rows, target }) => {
        const labels = loss === "mae" ? target : target.map(asLabel);
        const small = rows.map(([a, b]) => [a * 2 ** -30, b]);
        const problem = problemOf(small, labels, { loss, intercept: true, l1: 0.01 });
        expect(lossAt(problem)).toBeLessThan(bestVertex(problem) * (1 + 1e-9) + 1e-11);
      }),
      { numRuns: 60 },
    );
  });
});

describe.each(["mae", "hinge", "huber"] as const)("%s certifies its optimum", (loss) => {
  test.each([
    [0, 0],
    [0.01, 0],
    [0, 0.01],
    [0.01, 0.01],
  ])("on nearly collinear, tiny and wild cells, l1 %d, l2 %d", (l1, l2) => {
    fc.assert(
      fc.property(
        fc.nat(),
        fc.boolean(),
        fc.constantFrom(1e4, 1e5, 1e6),
        (seed, intercept, wild) => {
          const stream = numpyStream(seed);
          const rows = Array.from({ length: 60 }, () => {
            const a = stream.normal();
            return [a, a + 1e-6 * stream.normal(), 1e-8 * stream.normal(), stream.normal()];
          });
          const target = rows.map(([a, , , d], k) => {
            const value = a - d + stream.normal();
            return loss === "hinge" ? (k < 2 ? k : Number(value > 0)) : value;
          });
          rows[seed % 60][3] = wild;
          const problem = problemOf(rows, target, { loss, intercept, l1, l2, delta: 0.7 });
          const { gap } = fitOptimum(problem, designFactor(problem));
          expect(gap).toBeLessThan(1e-8);
        },
      ),
      { numRuns: 20 },
    );
  });
});

test("huber: many rows and few, each repeated, have the same least loss far from zero", () => {
  const stream = numpyStream(5);
  const rows = Array.from({ length: 50 }, () => [1e6 + stream.normal(), 1e6 + stream.normal()]);
  const target = rows.map(([a, b]) => a - b + 3 * stream.normal());
  const times = <T>(values: T[]) => Array.from({ length: 3000 }, (_, row) => values[row % 50]);
  const few = lossAt(problemOf(rows, target, { loss: "huber" }));
  const many = lossAt(problemOf(times(rows), times(target), { loss: "huber" }));
  expect(Math.abs(many - few)).toBeLessThan(1e-9 * few);
});

/** Zero in the first row and one in the second, so that both classes are there. */
function asLabel(value: number, row: number): number {
  return row < 2 ? row : Number(value > 0);
}

function problemOf(
  rows: number[][],
  target: number[],
  changes: { loss: LossName } & Parameters<typeof options>[0],
): LinearProblem {
  const dataset = table(rows, target);
  return linearProblem(dataset, fitScaler("none", dataset.columns), options(changes));
}

function lossAt(problem: LinearProblem, at?: Float64Array): number {
  const weights = at ?? fitOptimum(problem, designFactor(problem)).weights;
  const rest = exactResiduals(problem.columns, problem.offset, weights);
  const total = rest.reduce((sum, residual) => sum + problem.point.value(residual), 0);
  return total / problem.rowCount + penalty(problem, weights);
}

/** The least loss over all points where three of the residuals and slopes are zero. */
function bestVertex(problem: LinearProblem): number {
  const { columns, offset, interceptIndex } = problem;
  const planes = Array.from(offset, (value, row) => [...columns.map((c) => c[row]), value]);
  columns.forEach((_, k) => {
    if (k !== interceptIndex) planes.push([...columns.map((_, j) => Number(j === k)), 0]);
  });
  let least = Infinity;
  for (let a = 0; a < planes.length; a++) {
    for (let b = 0; b < a; b++) {
      for (let c = 0; c < b; c++) {
        const weights = byCramer(planes[a], planes[b], planes[c]);
        if (weights) least = Math.min(least, lossAt(problem, weights));
      }
    }
  }
  return least;
}

function byCramer(...rows: [number[], number[], number[]]): Float64Array | undefined {
  const column = (j: number) => rows.map((row) => row[j]);
  const det = (u: number[], v: number[], w: number[]) =>
    u[0] * (v[1] * w[2] - v[2] * w[1]) -
    u[1] * (v[0] * w[2] - v[2] * w[0]) +
    u[2] * (v[0] * w[1] - v[1] * w[0]);
  const [x, y, z, side] = [0, 1, 2, 3].map(column);
  const whole = det(x, y, z);
  if (whole === 0) return undefined;
  return Float64Array.of(det(side, y, z) / whole, det(x, side, z) / whole, det(x, y, side) / whole);
}
