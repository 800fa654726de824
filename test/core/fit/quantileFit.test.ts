import { expect, test } from "vitest";
import { designFactor } from "../../../src/core/fit/designFactor.ts";
import { kinkedFit } from "../../../src/core/fit/kinkedFit.ts";
import { usefulColumns } from "../../../src/core/fit/standardCoordinates.ts";
import { linearProblem } from "../../../src/core/linearProblem.ts";
import { fitScaler } from "../../../src/core/scalers/scalers.ts";
import { options, table, worstError } from "../datasets.ts";

test("kinks of any two slopes: nine tenths' quantile by scikit-learn's QuantileRegressor", () => {
  const rows = [
    [1, 2],
    [2, 1],
    [4, 5],
    [3, 3],
    [5, 1],
    [6, 2],
    [7, 7],
    [2, 8],
    [9, 4],
    [1, 6],
  ];
  const data = table(rows, [3, 5, 9.5, 4, 2, 8, 1, 6, 3, 2.5]);
  const given = options({ loss: "mae", intercept: true });
  const problem = linearProblem(data, fitScaler("none", data.columns), given);
  const kinks = { low: -1 / 9, steepness: 0.9, bend: 0 };
  const { weights } = kinkedFit(problem, kinks, usefulColumns(problem, designFactor(problem)));
  expect(worstError(weights, [15 / 28, 6 / 7, 43 / 14])).toBeLessThan(1e-12);
});
