import { describe, expect, test } from "vitest";
import { fitScaler, type ScalerName } from "../../../src/core/scalers/scalers.ts";
import { fixture, worstError } from "../datasets.ts";

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
});

function columnsOf(rows: number[][]): Float64Array[] {
  return rows[0].map((_, f) => Float64Array.from(rows, (row) => row[f]));
}
