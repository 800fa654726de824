import { describe, expect, test } from "vitest";
import { computeLandscapes } from "../../../src/core/computeLandscapes.ts";
import { InputError } from "../../../src/core/errors.ts";
import { options, table } from "../datasets.ts";

describe("singular and separable", () => {
  test("collinear features: infinite condition, least norm, steps along the bowl only", async () => {
    const rows = [1, 2, 3].map((x) => [x, 2 * x]);
    const [{ optimum, curvature }] = await computeLandscapes(table(rows, [5, 10, 16]), options());
    expect(curvature!.conditionNumber).toBe(Infinity);
    expect(curvature!.eigenvalues[0]).toBe(0);
    expect(optimum!.unique).toBe(false);
    expect(optimum!.y).toBeCloseTo(2 * optimum!.x, 12);
  });

  test("collinear features stay so when scaled far from zero", async () => {
    const rows = [1, 2, 4, 5].map((x) => [1e6 + x, 3e6 + 3 * x]);
    const [{ curvature }] = await computeLandscapes(
      table(rows, [1, 2, 3, 5]),
      options({ scalers: ["standard"] }),
    );
    expect(curvature!.conditionNumber).toBe(Infinity);
  });

  test("separable labels are drawn and said to have no optimum", async () => {
    const dataset = table([[1], [2], [3], [4]], [0, 0, 1, 1]);
    const [{ optimum, curvature, paths, z }] = await computeLandscapes(
      dataset,
      options({ loss: "logistic", intercept: true, descent: "gd", tolerance: 0.5 }),
    );
    expect(paths![0].stepsToTolerance).toBe(Infinity);
    expect(optimum!.exists).toBe(false);
    expect(curvature).toBeUndefined();
    expect(z.every(Number.isFinite)).toBe(true);
  });
});

describe("wrong input", () => {
  const rows = [[1], [2], [3]];
  test.each([
    ["one weight", table(rows, [1, 2, 3]), {}, "the model has one"],
    [
      "an unknown axis",
      table([[1, 2]], [1]),
      { axes: ["f1", "f3"] as [string, string] },
      'axes f1,f3: no weight is named "f3"; did you mean "f1"? the weights are f1, f2',
    ],
    [
      "an intercept that is not there",
      table([[1, 2]], [1]),
      { axes: ["f1", "intercept"] as [string, string] },
      "add intercept",
    ],
    [
      "one axis twice",
      table([[1, 2]], [1]),
      { axes: ["f1", "f1"] as [string, string] },
      "expected two different names",
    ],
    [
      "a value that is no number",
      table([...rows, [NaN]], [1, 2, 3, 4]),
      { intercept: true, scalers: ["standard" as const] },
      'column "f1", row 4: NaN is not a finite number',
    ],
    [
      "columns whose best weight is no double",
      table([[1e-310], [2e-310], [4e-310]], [1, 2, 3]),
      { intercept: true, loss: "mae" as const },
      'the optimum\'s weight of "f1" is beyond the largest number',
    ],
    [
      "a target that is no class",
      table(rows, [0, 1, 2]),
      { intercept: true, loss: "hinge" as const },
      'column "y", row 3: found 2; loss: hinge needs a target of 0 and 1',
    ],
    [
      "one class only",
      table(rows, [1, 1, 1]),
      { intercept: true, loss: "logistic" as const },
      'column "y": every value is 1',
    ],
  ])("%s", async (_, dataset, changes, message) => {
    const attempt = computeLandscapes(dataset, options(changes));
    await expect(attempt).rejects.toThrow(message);
    await expect(attempt).rejects.toBeInstanceOf(InputError);
  });
});
