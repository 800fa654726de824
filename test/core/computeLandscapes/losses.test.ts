import { beforeAll, describe, expect, test } from "vitest";
import { computeLandscapes } from "../../../src/core/computeLandscapes.ts";
import type { Dataset } from "../../../src/core/dataset.ts";
import { LOSSES } from "../../../src/core/losses/losses.ts";
import { namesOf } from "../../../src/core/options/texts.ts";
import { makeSyntheticData } from "../../../src/core/syntheticData.ts";
import { options, table } from "../datasets.ts";

let tutorial: Dataset;

beforeAll(async () => {
  tutorial = await makeSyntheticData();
});

describe("every loss", () => {
  test.each(namesOf(LOSSES))("%s: each method descends, over three weights", async (loss) => {
    const labels = tutorial.target.map((value, row) => Number(value > 5 || row % 7 === 0));
    const dataset = { ...tutorial, target: loss === "mse" ? tutorial.target : labels };
    for (const method of ["gd", "momentum", "nesterov", "adam"] as const) {
      const [{ paths: [path] = [], optimum, z }] = await computeLandscapes(
        dataset,
        options({
          loss,
          intercept: true,
          scalers: ["standard"],
          window: "auto",
          descent: method,
          steps: 300,
        }),
      );
      const least = optimum!.z;
      const reached = path.z[path.z.length - 1];
      expect(reached - least).toBeLessThan(0.1 * (path.z[0] - least));
      expect(Math.min(...z)).toBeGreaterThanOrEqual(least * (1 - 1e-12));
    }
  });

  test.each(["mse", "huber", "logistic"] as const)(
    "%s: the eigenvalues are those of the differences of its grid at the optimum",
    async (loss) => {
      const labels = tutorial.target.map((value, row) => Number(value > 5 || row % 7 === 0));
      const dataset = { ...tutorial, target: loss === "logistic" ? labels : tutorial.target };
      const model = options({ loss, l2: 0.05, delta: 3, intercept: true, scalers: ["standard"] });
      const [{ optimum, curvature }] = await computeLandscapes(dataset, model);
      const h = 1e-3;
      const around = (center: number) => ({ min: center - h, max: center + h, count: 3 });
      const [{ z }] = await computeLandscapes(dataset, {
        ...model,
        w1: around(optimum!.x),
        w2: around(optimum!.y),
      });
      const h11 = (z[3] - 2 * z[4] + z[5]) / h ** 2;
      const h22 = (z[1] - 2 * z[4] + z[7]) / h ** 2;
      const h12 = (z[0] - z[2] - z[6] + z[8]) / (4 * h ** 2);
      const radius = Math.hypot((h11 - h22) / 2, h12);
      const [smallest, largest] = curvature!.eigenvalues;
      expect(smallest).toBeCloseTo((h11 + h22) / 2 - radius, 4);
      expect(largest).toBeCloseTo((h11 + h22) / 2 + radius, 4);
    },
  );

  test("mae and hinge have no curvature, and so no share of the largest step", async () => {
    const descent = { descent: "gd", rate: { ofLargest: 0.9 } } as const;
    const [{ curvature }] = await computeLandscapes(tutorial, options({ loss: "mae" }));
    expect(curvature).toBeUndefined();
    await expect(computeLandscapes(tutorial, options({ loss: "mae", ...descent }))).rejects.toThrow(
      "rate 0.9max: loss mae has no curvature here",
    );
  });
});

describe("titles and labels", () => {
  test("several scaled panels say which is which", async () => {
    const scalers = ["none", "standard", "minmax", "maxabs", "robust"] as const;
    const landscapes = await computeLandscapes(tutorial, options({ scalers: [...scalers] }));
    expect(landscapes.map(({ title }) => title)).toEqual([
      "Loss Surface (Unscaled Features)",
      "Loss Surface (Standardized Features)",
      "Loss Surface (Min-Max Scaled Features)",
      "Loss Surface (Max-Abs Scaled Features)",
      "Loss Surface (Robust-Scaled Features)",
    ]);
  });

  test("a table's weights are named after its columns", async () => {
    const dataset = table([[1], [2], [3]], [2, 3, 5]);
    const [{ xLabel, yLabel, optimum }] = await computeLandscapes(
      dataset,
      options({ intercept: true }),
    );
    expect([xLabel, yLabel]).toEqual(["Weight of f1", "Intercept"]);
    expect(Object.keys(optimum!.weights)).toEqual(["f1", "intercept"]);
  });

  test("axes choose the weights that vary; the others stay at the optimum", async () => {
    const rows = [
      [1, 0, 2],
      [0, 1, 1],
      [1, 1, 0],
      [2, 1, 1],
    ];
    const dataset = table(
      rows,
      rows.map(([a, b, c]) => a + 2 * b + 3 * c),
    );
    const [{ xLabel, yLabel, optimum, z }] = await computeLandscapes(
      dataset,
      options({
        axes: ["f3", "f1"],
        w1: { min: 3, max: 4, count: 2 },
        w2: { min: 1, max: 2, count: 2 },
      }),
    );
    expect([xLabel, yLabel]).toEqual(["Weight of f3", "Weight of f1"]);
    expect(optimum!.x).toBeCloseTo(3, 13);
    expect(optimum!.y).toBeCloseTo(1, 13);
    expect(z[0]).toBeLessThan(1e-28);
    expect(z[1]).toBeCloseTo(6 / 4, 12);
  });
});
