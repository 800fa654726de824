import { describe, expect, test } from "vitest";
import { momentsOfRows } from "../../../src/core/moments.ts";
import {
  fitScaler,
  SCALERS,
  SCALERS_OF_MOMENTS,
  type ScalerName,
} from "../../../src/core/scalers/scalers.ts";
import { fixture, table, worstError } from "../datasets.ts";

type ScikitLearn = Record<string, number[]>;

interface ScalerCase {
  name: string;
  X: number[][];
  scalers: Record<string, { transformed: number[][] } & ScikitLearn>;
}

const { cases }: { cases: ScalerCase[] } = fixture("scalers");
const names = ["standard", "minmax", "maxabs", "robust"] satisfies ScalerName[];

describe.each(cases)("$name", ({ X, scalers }) => {
  const columns = columnsOf(X);

  test.each(names)("%s equals scikit-learn's", (name) => {
    const scaler = fitScaler(name, columns);
    const transformed = scaler.transform(columns);
    columnsOf(scalers[name].transformed).forEach((expected, f) => {
      expect(worstError(transformed[f], expected)).toBeLessThan(1e-12);
    });
    scaler.inverseTransform(transformed).forEach((column, f) => {
      expect(worstError(column, columns[f])).toBeLessThan(1e-12);
    });
  });

  test("the fitted numbers are scikit-learn's", () => {
    const standard = fitScaler("standard", columns);
    expect(worstError(standard.center, scalers.standard.mean_)).toBeLessThan(1e-12);
    expect(worstError(standard.scale, scalers.standard.scale_)).toBeLessThan(1e-12);
    expect(worstError(fitScaler("robust", columns).center, scalers.robust.center_)).toBeLessThan(
      1e-12,
    );
    expect(worstError(fitScaler("maxabs", columns).scale, scalers.maxabs.scale_)).toBeLessThan(
      1e-12,
    );
  });
});

test("none leaves the columns alone", () => {
  const columns = [Float64Array.of(1, 2)];
  expect(fitScaler("none", columns).transform(columns)).toEqual(columns);
  expect(fitScaler("none", columns).inverseTransform(columns)).toEqual(columns);
});

test.each([
  [[-5, -4.7, -4.1, -0.7, 1.5, 2.6, 2.9, 3.4], 0.3999999999999999],
  [[-1, -0.2, 1.6, 2.4], 0.7000000000000001],
  [[0, 0.1, 4, 4.1, 4.7], 4],
  [[-2, 0.1, 0.9, 3.5, 3.8, 3.9], 2.2],
])("the median is NumPy's to the last bit: %j", (column, median) => {
  expect(fitScaler("robust", [Float64Array.from(column).reverse()]).center).toEqual(
    Float64Array.of(median),
  );
});

test.each([
  [[0, 0.1, 4, 4.1, 4.7, 4.7], 1.075, 4.55],
  [[-1.3, -0.6, 0.1, 0.5, 1.7, 2], -0.425, 1.4],
])("the distance of the quartiles is NumPy's to the last bit: %j", (column, low, high) => {
  expect(fitScaler("robust", [Float64Array.from(column)]).scale).toEqual(
    Float64Array.of(high - low),
  );
});

test("the deviation keeps its digits where the mean loses some", () => {
  const { scale } = fitScaler("standard", [Float64Array.of(1e15, 1e15 + 1, 1e15 + 3)]);
  expect(scale[0]).toBeCloseTo(Math.sqrt(14) / 3, 12);
});

test("moments are enough where no quartiles are needed", () => {
  expect(SCALERS_OF_MOMENTS).toEqual(["none", "standard", "minmax", "maxabs"]);
});

test("moments and quartiles scale the features as rows do, and not the target", () => {
  const data = table(
    [
      [1, 30],
      [4, 10],
      [2, 40],
      [8, 20],
      [5, 50],
    ],
    [1, 2, 3, 4, 5],
  );
  for (const name of [...names, "none"] as const) {
    const fitted = SCALERS[name].fitMoments!(momentsOfRows(data), [
      [2, 4, 5],
      [20, 30, 40],
    ]);
    const expected = fitScaler(name, data.columns);
    expect(fitted.scale).toHaveLength(2);
    expect(worstError(fitted.center, expected.center)).toBeLessThan(1e-15);
    expect(worstError(fitted.scale, expected.scale)).toBeLessThan(1e-15);
  }
});

function columnsOf(rows: number[][]): Float64Array[] {
  return rows[0].map((_, f) => Float64Array.from(rows, (row) => row[f]));
}
