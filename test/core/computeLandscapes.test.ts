import { beforeAll, describe, expect, test } from "vitest";
import { computeLandscapes } from "../../src/core/computeLandscapes.ts";
import type { Dataset } from "../../src/core/dataset.ts";
import { InputError } from "../../src/core/errors.ts";
import { LOSSES } from "../../src/core/losses/losses.ts";
import { namesOf } from "../../src/core/options/texts.ts";
import { makeSyntheticData } from "../../src/core/syntheticData.ts";
import { fixture, options, table, worstError } from "./datasets.ts";

interface TutorialPanel {
  title: string;
  z: number[][];
  optimum: [number, number];
  optimumLoss: number;
  hessianEigenvalues: [number, number];
  conditionNumber: number;
}

let tutorial: Dataset;

beforeAll(async () => {
  tutorial = await makeSyntheticData();
});

describe("the tutorial", () => {
  const { panels }: { panels: TutorialPanel[] } = fixture("tutorial");
  const both = options({ scalers: ["none", "standard"] });

  test("both grids, their optima and curvatures", async () => {
    const landscapes = await computeLandscapes(tutorial, both);
    panels.forEach((panel, k) => {
      const { z, optimum, curvature, ...landscape } = landscapes[k];
      expect(worstError(z, panel.z.flat())).toBeLessThan(1e-12);
      expect(worstError([optimum!.x, optimum!.y], panel.optimum)).toBeLessThan(1e-12);
      expect(worstError([optimum!.z], [panel.optimumLoss])).toBeLessThan(1e-12);
      expect(worstError(curvature!.eigenvalues, panel.hessianEigenvalues)).toBeLessThan(1e-10);
      expect(worstError([curvature!.conditionNumber], [panel.conditionNumber])).toBeLessThan(1e-10);
      expect(landscape).toMatchObject({
        title: panel.title,
        xLabel: "Weight 1",
        yLabel: "Weight 2",
        zLabel: "MSE Loss",
      });
    });
    expect(landscapes.map(({ optimum }) => optimum!.inside)).toEqual([true, false]);
    expect(landscapes.map(({ curvature }) => curvature!.stepsToTolerance)).toEqual([70811, 3]);
  });

  test("an auto window centres the optimum, square, with the start inside", async () => {
    const start: [number, number] = [-20, 3];
    for (const descent of [{}, { descent: "gd" as const, start }]) {
      const landscapes = await computeLandscapes(tutorial, { ...both, window: "auto", ...descent });
      for (const { x, y, optimum } of landscapes) {
        const [spanX, spanY] = [x[49] - x[0], y[49] - y[0]];
        expect(spanX).toBeCloseTo(spanY, 10);
        expect((x[0] + x[49]) / 2).toBeCloseTo(optimum!.x, 10);
        expect((y[0] + y[49]) / 2).toBeCloseTo(optimum!.y, 10);
        for (const [w1, w2] of [[0, 0], ...("start" in descent ? [start] : [])]) {
          expect(w1).toBeGreaterThan(x[0] + spanX / 20);
          expect(w1).toBeLessThan(x[49] - spanX / 20);
          expect(w2).toBeGreaterThan(y[0] + spanY / 20);
          expect(w2).toBeLessThan(y[49] - spanY / 20);
        }
      }
    }
  });

  test("the path starts a tenth in from the low corner and crawls or arrives", async () => {
    const [trough, bowl] = await computeLandscapes(tutorial, { ...both, descent: "gd" });
    expect(trough.paths![0].x[0]).toBeCloseTo(-0.4, 12);
    expect(trough.paths![0].y[0]).toBeCloseTo(-0.85, 12);
    expect(trough.paths![0].x).toHaveLength(201);
    expect(trough.paths![0].stepsToTolerance).toBe(70811);
    expect(trough.paths![0].rate).toBe(trough.curvature!.bestRate);
    expect(bowl.paths![0].x).toHaveLength(bowl.paths![0].stepsToTolerance! + 1);
    expect([trough.paths![0].diverged, bowl.paths![0].diverged]).toEqual([false, false]);
  });

  test("several rates are told apart by their steps", async () => {
    const [{ paths = [] }] = await computeLandscapes(tutorial, {
      ...options(),
      descent: ["gd", "adam"],
      rate: ["auto", 0.0001, { ofLargest: 0.5 }],
      steps: 1,
    });
    expect(paths.map(({ label }) => label)).toEqual(
      ["gradient descent", "Adam"].flatMap((method) => [
        `${method}, step auto`,
        `${method}, step 0.0001`,
        `${method}, step 0.5max`,
      ]),
    );
  });

  test("steps of gradient descent on mse are counted by formula, however many", async () => {
    const trough = await makeSyntheticData({ scales: [1, 1e4] });
    const [{ curvature, paths = [] }] = await computeLandscapes(trough, {
      ...options(),
      descent: "gd",
      steps: 1,
    });
    expect(curvature!.stepsToTolerance).toBeGreaterThan(1e8);
    expect(curvature!.stepsEstimated).toBeUndefined();
    expect(paths[0].stepsToTolerance).toBe(curvature!.stepsToTolerance);
  });

  test("momentum arrives at losses that rounding would hide", async () => {
    const [{ paths = [] }] = await computeLandscapes(tutorial, {
      ...options({ scalers: ["standard"], intercept: true }),
      descent: "momentum",
      tolerance: 1e-25,
      steps: 1,
    });
    expect(paths[0].stepsToTolerance).toBeLessThan(1000);
  });

  test("a divergence too slow to be seen is known all the same", async () => {
    const [{ optimum, curvature }] = await computeLandscapes(tutorial, options());
    const { valley } = curvature!;
    const start = [optimum!.x + valley[0], optimum!.y + valley[1] + 1e-3] as [number, number];
    const outcome = async (ofLargest: number) => {
      const descent = { descent: "gd", start, steps: 3, rate: { ofLargest } } as const;
      const [{ paths = [] }] = await computeLandscapes(tutorial, { ...options(), ...descent });
      return [paths[0].diverged, paths[0].stepsToTolerance];
    };
    expect(await outcome(1 + 1e-9)).toEqual([true, Infinity]);
    expect(await outcome(1 - 1e-9)).toEqual([false, expect.any(Number)]);
    expect((await outcome(0.999))[1]).toBeLessThan(1e6);
  });

  test("a rate past the largest stable one diverges", async () => {
    const descent = { descent: "gd", rate: { ofLargest: 1.01 }, steps: 5 } as const;
    const [{ paths: [path] = [] }] = await computeLandscapes(tutorial, { ...both, ...descent });
    expect(path.diverged).toBe(true);
    expect(path.stepsToTolerance).toBe(Infinity);
  });
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

test("progress rises to one", async () => {
  const fractions: number[] = [];
  await computeLandscapes(tutorial, options({ scalers: ["none", "standard"] }), (fraction) =>
    fractions.push(fraction),
  );
  expect(fractions).toEqual([0.5, 1]);
});
