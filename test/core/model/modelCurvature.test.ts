import { describe, expect, test } from "vitest";
import { computeLandscapes } from "../../../src/core/computeLandscapes.ts";
import type { Landscape } from "../../../src/core/landscape.ts";
import { gradedSvd } from "../../../src/core/linalg/gradedSvd.ts";
import { options, table } from "../datasets.ts";

const rows = Array.from({ length: 30 }, (_, i) => [
  Math.sin(1.7 * i) + 2,
  100 * Math.cos(0.9 * i * i),
  ((i * 7) % 11) / 3,
]);
const target = rows.map(([a, b, c], i) => 3 * a - 0.1 * b + c + Math.sin(13 * i));

describe("mse", () => {
  test("steps are those of gradient descent on all weights", async () => {
    for (const l2 of [0, 0.3]) {
      const [panel] = await landscapes({ intercept: true, l2, scalers: ["standard"] });
      expect(panel.model?.stepsToTolerance).toBe(countSteps(panel, l2));
    }
  });

  test("with two weights the model is the plane", async () => {
    const [panel] = await computeLandscapes(
      table(
        rows.map((row) => row.slice(0, 2)),
        target,
      ),
      options(),
    );
    const plane = panel.curvature!;
    expect(panel.model?.stepsToTolerance).toBe(plane.stepsToTolerance);
    expect(panel.model?.conditionNumber).toBeCloseTo(plane.conditionNumber, 6);
  });

  test("a column twice: infinite, and descent arrives in the directions that bend", async () => {
    const [panel] = await computeLandscapes(
      table(
        rows.map(([a, b]) => [a, b, a]),
        target,
      ),
      options({ intercept: true }),
    );
    expect(panel.model?.conditionNumber).toBe(Infinity);
    expect(panel.model?.stepsToTolerance).toBeLessThan(1e6);
  });
});

test("logistic: the Hessian by hand, descent run for real", async () => {
  const labels = rows.map((_, i) => ((i * 5) % 7 < 3 ? 1 : 0));
  const [panel] = await computeLandscapes(
    table(rows, labels),
    options({ intercept: true, loss: "logistic", scalers: ["standard"], l2: 0.1 }),
  );
  const { model, scaler, optimum } = panel;
  const X = rows.map((row) => [
    ...row.map((v, f) => (v - scaler!.center[f]) / scaler!.scale[f]),
    1,
  ]);
  const w = Object.values(optimum!.weights);
  const trace = X.reduce((total, x) => {
    const p = 1 / (1 + Math.exp(-x.reduce((t, v, k) => t + v * w[k], 0)));
    return total + (p * (1 - p) * x.reduce((t, v) => t + v * v, 0)) / X.length;
  }, 0.6);
  const [low, high] = model!.eigenvalues;
  expect(low + high).toBeLessThan(trace);
  expect(high).toBeGreaterThan(trace / 4);
  expect(model!.stepsToTolerance).toBeLessThan(100);
});

test("kinks have no model", async () => {
  const [panel] = await landscapes({ loss: "mae" });
  expect(panel.model).toBeUndefined();
});

test("singular values keep their digits under rows and columns scaled by powers of ten", () => {
  const scaled = gradedSvd(Float64Array.of(1, 0, 1e9, 1), 2);
  expect(scaled.values[0] * scaled.values[1]).toBeCloseTo(1, 14);
  const tiny = gradedSvd(Float64Array.of(1, 1e-20, 1e20, 3), 2);
  expect(tiny.values[0] * tiny.values[1]).toBeCloseTo(2, 13);
});

function landscapes(changes: Parameters<typeof options>[0]): Promise<Landscape[]> {
  return computeLandscapes(table(rows, target), options(changes));
}

/** Plain gradient descent over all weights, from the window's low corner. */
function countSteps({ scaler, optimum, model, x, y }: Landscape, l2: number): number {
  const X = rows.map((row) => [
    ...row.map((v, f) => (v - scaler!.center[f]) / scaler!.scale[f]),
    1,
  ]);
  const best = Object.values(optimum!.weights);
  const isPenalised = (k: number) => k < 3;
  const w = [...best];
  w[0] = x[0] + (x[x.length - 1] - x[0]) / 10;
  w[1] = y[0] + (y[y.length - 1] - y[0]) / 10;
  const rest = (at: number[]) =>
    X.map((row, i) => target[i] - row.reduce((t, v, k) => t + v * at[k], 0));
  const loss = (at: number[]) =>
    rest(at).reduce((t, r) => t + r * r, 0) / X.length +
    l2 * at.reduce((t, v, k) => t + (isPenalised(k) ? v * v : 0), 0);
  const lowest = loss(best);
  const goal = 1e-6 * (loss(w) - lowest);
  for (let steps = 0; steps < 1e5; steps++) {
    if (loss(w) - lowest <= goal) return steps;
    const r = rest(w);
    const gradient = w.map(
      (v, k) =>
        (-2 * r.reduce((t, value, i) => t + value * X[i][k], 0)) / X.length +
        (isPenalised(k) ? 2 * l2 * v : 0),
    );
    gradient.forEach((g, k) => (w[k] -= model!.bestRate * g));
  }
  return Infinity;
}
