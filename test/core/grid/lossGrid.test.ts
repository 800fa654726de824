import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Dataset } from "../../../src/core/dataset.ts";
import { designFactor, pairFactor } from "../../../src/core/fit/designFactor.ts";
import { fitOptimum } from "../../../src/core/fit/fitOptimum.ts";
import { logisticGrid } from "../../../src/core/grid/logisticGrid.ts";
import { LOSSES, lossOf, type LossName } from "../../../src/core/losses/losses.ts";
import type { Loss } from "../../../src/core/losses/loss.ts";
import { namesOf } from "../../../src/core/options/texts.ts";
import { linearProblem } from "../../../src/core/linearProblem.ts";
import { linspace } from "../../../src/core/window.ts";
import { numpyStream } from "../../../src/core/random/numpyStream.ts";
import { fitScaler } from "../../../src/core/scalers/scalers.ts";
import { weightPlane, type WeightPlane } from "../../../src/core/weightPlane.ts";
import { fixture, options, table, worstError } from "../datasets.ts";

interface Window {
  x: Float64Array;
  y: Float64Array;
}

describe("equals the reference", () => {
  const reference: Record<string, number[][]> & { y: number[]; labels: number[] } & Record<
      "w1" | "w2",
      number[]
    > = fixture("losses");

  test.each([
    ["mse", 1, "mse"],
    ["mae", 1, "mae"],
    ["huber", 1, "huber_delta_1"],
    ["huber", 0.25, "huber_delta_0_25"],
    ["logistic", 1, "logistic"],
    ["hinge", 1, "hinge"],
  ] as const)("%s, delta %d", async (loss, delta, key) => {
    const target = classifies(loss) ? reference.labels : reference.y;
    const plane = planeOf(table(reference.X, target), { loss, delta });
    const window = { x: Float64Array.from(reference.w1), y: Float64Array.from(reference.w2) };
    const z = await gridOf(plane, window);
    expect(worstError(z, reference[key].flat())).toBeLessThan(1e-12);
  });
});

describe.each(namesOf(LOSSES))("%s equals the plain double sum", (loss) => {
  const deltas = fc.constantFrom(1e-6, 0.01, 0.5, 1, 3, 1e4);

  test("on random tables of any scale", async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 0 }), deltas, async (seed, delta) => {
        const stream = numpyStream(seed);
        const scale = 10 ** Math.floor(6 * stream.uniform() - 3);
        const rows = normals(stream, 2 + Math.floor(40 * stream.uniform()), [scale, 1]);
        const dataset = tableFor(loss, rows, (row) => row[0] / scale - 2 * row[1], stream.normal);
        const window = {
          x: linspace((-3 * stream.uniform()) / scale, (4 * stream.uniform()) / scale, 17),
          y: linspace(-2, 5 * stream.uniform(), 9),
        };
        await expectPlainSum(planeOf(dataset, { loss, delta }), window);
      }),
      { numRuns: 100 },
    );
  });

  test("with ties, kinks on grid points and columns that hold zeros", async () => {
    const small = fc.integer({ min: -3, max: 3 });
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(small, small, small), { minLength: 2, maxLength: 30 }),
        deltas,
        async (cells, delta) => {
          const rows = cells.map(([a, b]) => [a, b]);
          const target = cells.map(([, , y], k) => (classifies(loss) ? k % 2 : y));
          const window = { x: linspace(-3, 3, 13), y: linspace(-2, 2, 9) };
          await expectPlainSum(planeOf(table(rows, target), { loss, delta }), window);
        },
      ),
      { numRuns: 200 },
    );
  });

  // Values are multiples of 2^-10, so that the plain sum's own residuals are exact.
  test("with huge offsets", async () => {
    const coarse = (value: number) => Math.round(value * 1024) / 1024;
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 0 }), deltas, async (seed, delta) => {
        const stream = numpyStream(seed);
        const offset = classifies(loss) ? 0 : 2 ** 26;
        const rows = normals(stream, 25, [1]).map(([a]) => [coarse(a), 1]);
        const noise = () => coarse(stream.normal());
        const dataset = tableFor(loss, rows, ([a]) => offset + 2 * a, noise);
        const x = linspace(-1, 5, 13);
        const y = linspace(offset - 4, offset + 4, 9);
        await expectPlainSum(planeOf(dataset, { loss, delta }), { x, y });
        await expectPlainSum(planeOf(dataset, { loss, delta }, [1, 0]), { x: y, y: x });
      }),
      { numRuns: 50 },
    );
  });

  test("with penalties and more weights than two", async () => {
    const stream = numpyStream(4);
    const rows = normals(stream, 30, [1, 2, 0.5]);
    const dataset = tableFor(loss, rows, ([a, b, c]) => a - b + c, stream.normal);
    const plane = planeOf(dataset, { loss, l1: 0.3, l2: 0.2, intercept: true }, [2, 0]);
    await expectPlainSum(plane, { x: linspace(-2, 2, 9), y: linspace(-1, 3, 7) });
  });
});

describe.each(namesOf(LOSSES).filter((loss) => !classifies(loss)))("%s of one row", (loss) => {
  test("equals the plain sum", async () => {
    const window = { x: linspace(-3, 3, 13), y: linspace(-1, 1, 5) };
    await expectPlainSum(planeOf(table([[2, 3]], [1]), { loss }), window);
    await expectPlainSum(planeOf(table([[0, 0]], [1]), { loss }), window);
  });
});

test("a perfect fit is zero on its grid point, and small beside it as it should be", async () => {
  const rows = [1, 2, 3, 4].map((a) => [a, a * a]);
  const plane = planeOf(
    table(
      rows,
      rows.map(([a, b]) => 3 * a - 2 * b),
    ),
    { loss: "mse" },
  );
  const window = { x: Float64Array.of(3 - 2 ** -20, 3), y: Float64Array.of(-2, -2 + 2 ** -20) };
  await expectPlainSum(plane, window);
  expect((await gridOf(plane, window))[1]).toBe(0);
});

test("mse far from its optimum keeps its digits", async () => {
  const stream = numpyStream(9);
  const rows = normals(stream, 50, [1, 1]).map(([a, b]) => [a, a + 1e-7 * b]);
  const plane = planeOf(
    tableFor("mse", rows, () => 1, stream.normal),
    { loss: "mse" },
  );
  expect(Math.abs(plane.optimum[0])).toBeGreaterThan(1e5);
  await expectPlainSum(plane, { x: linspace(-1, 5, 9), y: linspace(-1, 0.5, 9) });
});

test("a loss that overflows is a hole, not an error", async () => {
  const z = await gridOf(planeOf(table([[1e200, 1]], [1]), { loss: "mse" }), {
    x: linspace(-1, 1, 2),
    y: linspace(-1, 1, 2),
  });
  expect(Array.from(z).some(Number.isFinite)).toBe(false);
});

test("logistic reports its progress", async () => {
  const stream = numpyStream(2);
  const rows = normals(stream, 2000, [1, 1]);
  const plane = planeOf(
    tableFor("logistic", rows, ([a]) => a, stream.normal),
    {
      loss: "logistic",
    },
  );
  const fractions: number[] = [];
  await logisticGrid(plane, linspace(-1, 1, 60), linspace(-1, 1, 60), (f) => fractions.push(f));
  expect(fractions.length).toBeGreaterThan(0);
  expect(fractions.every((f, k) => f > (fractions[k - 1] ?? 0) && f <= 1)).toBe(true);
});

function classifies(loss: LossName): boolean {
  return lossOf(loss).classOffset !== undefined;
}

function normals(stream: { normal(): number }, count: number, scales: number[]): number[][] {
  return Array.from({ length: count }, () => scales.map((scale) => scale * stream.normal()));
}

function tableFor(
  loss: LossName,
  rows: number[][],
  value: (row: number[]) => number,
  noise: () => number,
): Dataset {
  const values = rows.map((row) => value(row) + noise());
  return table(rows, classifies(loss) ? values.map((_, k) => k % 2) : values);
}

function planeOf(
  dataset: Dataset,
  changes: Parameters<typeof options>[0],
  axes: [number, number] = [0, 1],
): WeightPlane & { factor: ReturnType<typeof pairFactor> } {
  const problem = linearProblem(dataset, fitScaler("none", dataset.columns), options(changes));
  const factors = designFactor(problem);
  const plane = weightPlane(problem, axes, fitOptimum(problem, factors));
  return { ...plane, factor: pairFactor(factors, ...axes) };
}

async function gridOf(plane: ReturnType<typeof planeOf>, { x, y }: Window): Promise<Float64Array> {
  const { grid } = Object.values<Loss>(LOSSES).find(
    ({ name }) => name === plane.problem.loss.name,
  )!;
  return grid(plane, plane.factor, x, y, () => {});
}

async function expectPlainSum(plane: ReturnType<typeof planeOf>, window: Window): Promise<void> {
  const { problem, first, second, rest, penalised, fixedPenalty } = plane;
  const expected: number[] = [];
  for (const w2 of window.y) {
    for (const w1 of window.x) {
      let total = 0;
      for (let row = 0; row < problem.rowCount; row++) {
        total += problem.point.value(rest[row] - first[row] * w1 - second[row] * w2);
      }
      const squares = penalised[0] * w1 * w1 + penalised[1] * w2 * w2;
      const sizes = penalised[0] * Math.abs(w1) + penalised[1] * Math.abs(w2);
      expected.push(
        total / problem.rowCount + fixedPenalty + problem.l2 * squares + problem.l1 * sizes,
      );
    }
  }
  expect(worstError(await gridOf(plane, window), expected)).toBeLessThan(1e-10);
}
