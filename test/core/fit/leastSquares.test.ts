import { describe, expect, test } from "vitest";
import { designFactor } from "../../../src/core/fit/designFactor.ts";
import { leastSquares } from "../../../src/core/fit/leastSquares.ts";
import { numpyStream } from "../../../src/core/random/numpyStream.ts";
import { linearProblem } from "../../../src/core/linearProblem.ts";
import { fitScaler } from "../../../src/core/scalers/scalers.ts";
import { fixture, options, table, worstError } from "../datasets.ts";

interface Certified {
  rows: number[][];
  weights: number[];
}

const nist: { norris: Certified; longley: Certified } = fixture("nist");

describe("NIST's certified values", () => {
  test("Norris to 12 digits", () => {
    const { rows, weights } = nist.norris;
    expect(worstError(fitRows(rows), weights)).toBeLessThan(1e-12);
  });

  test("Longley to 9 digits", () => {
    const { rows, weights } = nist.longley;
    expect(worstError(fitRows(rows), weights)).toBeLessThan(1e-9);
  });

  test("Wampler1, a polynomial of degree five whose weights are all one, to 9 digits", () => {
    const rows = Array.from({ length: 21 }, (_, x) => {
      const powers = [x, x ** 2, x ** 3, x ** 4, x ** 5];
      return [powers.reduce((total, power) => total + power, 1), ...powers];
    });
    expect(worstError(fitRows(rows), [1, 1, 1, 1, 1, 1])).toBeLessThan(1e-9);
  });
});

test("features far from zero keep their digits beside an intercept", () => {
  const offset = 2 ** 30;
  const rows = [0, 1, 2, 3].map((x) => [5 + 2 * x, offset + x]);
  const [slope, intercept] = fitRows(rows);
  expect(slope).toBe(2);
  expect(intercept).toBe(5 - 2 * offset);
});

test("columns of 1e200 and 1e-200 do not overflow", () => {
  const rows = [
    [1, 1e200, 0],
    [2, 0, 1e-200],
  ];
  expect(worstError(fitRows(rows, false), [1e-200, 2e200])).toBeLessThan(1e-12);
});

describe("least norm", () => {
  test("a doubled column shares the weight in proportion", () => {
    const rows = [1, 2, 3].map((x) => [5 * x, x, 2 * x]);
    const { weights, flat } = fit(rows, false, 0);
    expect(flat).toHaveLength(1);
    expect(worstError(weights, [1, 2])).toBeLessThan(1e-14);
  });

  test("a constant column beside an intercept has weight zero", () => {
    const rows = [1, 2, 4].map((x) => [3 * x + 1, x, 0.1]);
    const { weights, flat } = fit(rows, true, 0);
    expect(flat).toHaveLength(1);
    expect(worstError(weights, [3, 0, 1])).toBeLessThan(1e-13);
  });

  test("with a ridge it is unique", () => {
    const rows = [1, 2, 3].map((x) => [5 * x, x, x]);
    const { weights, flat } = fit(rows, false, 0.5);
    expect(flat).toHaveLength(0);
    expect(weights[0]).toBeCloseTo(weights[1], 12);
  });
});

test("ridge: one feature by hand", () => {
  // (x'y) / (x'x + n l2) with x = (1, 2), y = (3, 5), l2 = 0.5
  expect(
    fit(
      [
        [3, 1],
        [5, 2],
      ],
      false,
      0.5,
    ).weights[0],
  ).toBeCloseTo(13 / 6, 14);
});

function fitRows(rows: number[][], intercept = true): Float64Array {
  return fit(rows, intercept, 0).weights;
}

/** Fits rows of the target and then the features. */
function fit(rows: number[][], intercept: boolean, l2: number) {
  const dataset = table(
    rows.map((row) => row.slice(1)),
    rows.map(([y]) => y),
  );
  const problem = linearProblem(
    dataset,
    fitScaler("none", dataset.columns),
    options({ intercept, l2 }),
  );
  return leastSquares(problem, designFactor(problem), l2);
}

test("the gap is what the normal equations leave of the loss", () => {
  const stream = numpyStream(5);
  const rows = Array.from({ length: 30 }, () => {
    const x = stream.normal();
    return [stream.normal(), x, x + 1e-7 * stream.normal()];
  });
  expect(fit(rows, true, 0).gap).toBeLessThan(1e-12);
  expect(fit(rows, true, 0.1).gap).toBeLessThan(1e-12);
  expect(
    fit(
      [1, 2, 3].map((x) => [5 * x, x, 2 * x]),
      false,
      0,
    ).gap,
  ).toBeLessThan(1e-10);
});
