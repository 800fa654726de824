import { beforeAll, describe, expect, test } from "vitest";
import { computeLandscapes } from "../../../src/core/computeLandscapes.ts";
import type { Dataset } from "../../../src/core/dataset.ts";
import { makeSyntheticData } from "../../../src/core/syntheticData.ts";
import { fixture, options, worstError } from "../datasets.ts";

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

test("progress rises to one", async () => {
  const fractions: number[] = [];
  await computeLandscapes(tutorial, options({ scalers: ["none", "standard"] }), (fraction) =>
    fractions.push(fraction),
  );
  expect(fractions).toEqual([0.5, 1]);
});
