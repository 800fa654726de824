import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { designFactor } from "../../../src/core/fit/designFactor.ts";
import { fitOptimum } from "../../../src/core/fit/fitOptimum.ts";
import type { FittedOptimum } from "../../../src/core/fit/fittedOptimum.ts";
import { exactResiduals } from "../../../src/core/linalg/exactResiduals.ts";
import { linearProblem } from "../../../src/core/linearProblem.ts";
import { type LinearProblem, penalty } from "../../../src/core/problem.ts";
import { LOSSES, type LossName } from "../../../src/core/losses/losses.ts";
import { modelCurvature } from "../../../src/core/model/modelCurvature.ts";
import { modelFunction } from "../../../src/core/model/modelFunction.ts";
import { namesOf } from "../../../src/core/options/texts.ts";
import { numpyStream } from "../../../src/core/random/numpyStream.ts";
import { fitScaler } from "../../../src/core/scalers/scalers.ts";
import { options, table } from "../datasets.ts";

type Changes = { loss: LossName } & Parameters<typeof options>[0];

const PENALTIES = [
  [0, 0],
  [0.02, 0],
  [0, 0.03],
  [0.02, 0.03],
];

interface WideShape {
  seed: number;
  rowCount: number;
  more: number;
  power: number;
  hasTwins: boolean;
}

/** Rows and columns of a table, some of them alike, and the columns' sizes. */
const wideShape = fc.record<WideShape>({
  seed: fc.nat(),
  rowCount: fc.integer({ min: 3, max: 9 }),
  more: fc.integer({ min: 1, max: 25 }),
  power: fc.constantFrom(0, 4),
  hasTwins: fc.boolean(),
});

describe.each(namesOf(LOSSES))("%s of a wide table", (loss) => {
  describe.each(PENALTIES)("l1 %d, l2 %d", (l1, l2) => {
    test("has the loss of the same table made tall by rows of zeros", () => {
      fc.assert(
        fc.property(wideShape, (shape) => {
          const problem = wideProblem(shape, { loss, l1, l2, delta: 0.7 });
          const found = fit(problem);
          if (!found.exists) return;
          const tall = withZeroRows(problem);
          const share = tall.rowCount / problem.rowCount;
          const idle = (1 - 1 / share) * problem.point.value(problem.loss.classOffset ?? 0);
          const least = share * (lossAt(tall, fit(tall).weights) - idle);
          const tolerance = 1e-10 * least + 1e-12 * share;
          expect(Math.abs(lossAt(problem, found.weights) - least)).toBeLessThan(tolerance);
          expect(found.gap).toBeLessThan(1e-10);
        }),
        { numRuns: 40 },
      );
    });

    test("no weights near by are better, with an intercept far from zero", () => {
      fc.assert(
        fc.property(wideShape, (shape) => {
          const problem = wideProblem(shape, { loss, l1, l2, intercept: true, delta: 0.7 }, 1000);
          const { weights, exists, gap } = fit(problem);
          if (!exists) return;
          expect(gap).toBeLessThan(1e-10);
          const least = lossAt(problem, weights);
          const stream = numpyStream(shape.seed);
          for (let power = 1; power <= 8; power++) {
            const near = weights.map((value) => value + stream.normal() * 10 ** -power);
            expect(lossAt(problem, near)).toBeGreaterThanOrEqual(least * (1 - 1e-11) - 1e-12);
          }
        }),
        { numRuns: 20 },
      );
    });
  });
});

test.each(namesOf(LOSSES))(
  "%s: a thousand columns are little more work than their 30 rows",
  (loss) => {
    for (const [l1, l2] of PENALTIES) {
      const shape = { seed: 8, rowCount: 30, more: 970, power: 0, hasTwins: false };
      const problem = wideProblem(shape, { loss, l1, l2, intercept: true });
      const { gap, exists, weights } = fit(problem);
      if (exists) expect(gap).toBeLessThan(1e-10);
      const count = weights.filter((value) => Math.abs(value) > 1e-12).length;
      if (l1 > 0 && l2 === 0) expect(count).toBeLessThanOrEqual(31);
    }
  },
);

test.each(["mse", "mae", "huber"] as const)("%s: one row is met by the intercept alone", (loss) => {
  for (const [l1, l2] of PENALTIES) {
    const dataset = table([[0.3, 0.7, 0.31]], [2]);
    const changes = { loss, l1, l2, intercept: true };
    const problem = linearProblem(dataset, fitScaler("none", dataset.columns), options(changes));
    const { weights } = fit(problem);
    [0, 0, 0, 2].forEach((expected, k) => expect(weights[k]).toBeCloseTo(expected, 14));
  }
});

test("classes of a wide table are separable, so that logistic has no optimum", () => {
  const shape = { seed: 3, rowCount: 8, more: 12, power: 0, hasTwins: false };
  const { exists, separation } = fit(wideProblem(shape, { loss: "logistic", intercept: true }));
  expect(exists).toBe(false);
  expect(separation).toMatchObject({ separated: 8, edge: 0, edgeRows: [] });
});

test("mse: of all weights that fit those of least norm", () => {
  const dataset = table([[3, 4, 0]], [10]);
  const problem = linearProblem(dataset, fitScaler("none", dataset.columns), options());
  const { weights, unique } = fit(problem);
  [1.2, 1.6, 0].forEach((expected, k) => expect(weights[k]).toBeCloseTo(expected, 14));
  expect(unique).toBe(false);
});

test.each([0, 0.03])(
  "mse: curvature and steps are those of descent over all weights, l2 %d",
  (l2) => {
    fc.assert(
      fc.property(wideShape, fc.boolean(), (shape, intercept) => {
        const tame = { ...shape, power: 0 };
        const problem = wideProblem(tame, { loss: "mse", l2, intercept }, 0);
        const { weights } = fit(problem);
        const factors = designFactor(problem);
        const descent = { axes: [0, 1] as [number, number], start: [2, -1] as [number, number] };
        const curvature = modelCurvature(problem, factors, weights, {
          ...descent,
          tolerance: 0.01,
        });
        if (!curvature) throw new Error("mse bends");
        const model = modelFunction(problem, weights);
        let offset = new Float64Array(weights.length);
        descent.axes.forEach((axis, k) => (offset[axis] = descent.start[k] - weights[axis]));
        let value = model.at(offset);
        const target = 0.01 * value.excess;
        let taken = 0;
        for (; value.excess > target && taken < 2000; taken++) {
          offset = offset.map((v, k) => v - curvature.bestRate * value.gradient[k]);
          value = model.at(offset);
        }
        if (taken < 2000) expect(Math.abs(curvature.stepsToTolerance - taken)).toBeLessThan(2);
        const bend = (direction: Float64Array) => {
          const length = Math.hypot(...direction);
          return 2 * model.at(direction.map((v) => v / length)).excess;
        };
        let steepest = Float64Array.from(weights, (_, k) => 1 + (k % 3));
        for (let round = 0; round < 3000; round++) {
          const { gradient } = model.at(steepest);
          const length = Math.hypot(...gradient);
          steepest = gradient.map((v) => v / length);
        }
        const [smallest, largest] = curvature.eigenvalues;
        expect(bend(steepest) / largest).toBeCloseTo(1, 5);
        expect(smallest).toBeLessThanOrEqual(2 * l2 * (1 + 1e-12));
      }),
      { numRuns: 15 },
    );
  },
);

function wideProblem(
  { seed, rowCount, more, power, hasTwins }: WideShape,
  changes: Changes,
  center = 0,
): LinearProblem {
  const stream = numpyStream(seed);
  const rows = Array.from({ length: rowCount }, () =>
    Array.from({ length: rowCount + more }, (_, k) =>
      k % 3 === 1 ? 10 ** -power * stream.normal() : center + stream.normal(),
    ),
  );
  const isClass = ["logistic", "hinge"].includes(changes.loss);
  const target = rows.map(([a, b], k) => {
    if (isClass) return k < 2 ? k : Number(stream.normal() > 0);
    return a - 2 * b + stream.normal();
  });
  if (hasTwins) {
    rows[2] = rows[1].slice();
    for (const row of rows) row[2] = row[0];
  }
  const dataset = table(rows, target);
  return linearProblem(dataset, fitScaler("none", dataset.columns), options(changes));
}

function withZeroRows(problem: LinearProblem): LinearProblem {
  const rowCount = problem.rowCount + problem.columns.length;
  const share = problem.rowCount / rowCount;
  const padded = (values: Float64Array, idle: number) => {
    const result = new Float64Array(rowCount).fill(idle);
    result.set(values);
    return result;
  };
  return {
    ...problem,
    rowCount,
    l1: problem.l1 * share,
    l2: problem.l2 * share,
    columns: problem.columns.map((column) => padded(column, 0)),
    offset: padded(problem.offset, problem.loss.classOffset ?? 0),
  };
}

function fit(problem: LinearProblem): FittedOptimum {
  return fitOptimum(problem, designFactor(problem));
}

function lossAt(problem: LinearProblem, weights: Float64Array): number {
  const rest = exactResiduals(problem.columns, problem.offset, weights);
  const total = rest.reduce((sum, residual) => sum + problem.point.value(residual), 0);
  return total / problem.rowCount + penalty(problem, weights);
}
