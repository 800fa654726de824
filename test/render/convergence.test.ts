import { describe, expect, test } from "vitest";
import { computeLandscapes } from "../../src/core/computeLandscapes.ts";
import { excessByFormula } from "../../src/core/descent/stepsOfDescent.ts";
import { makeSyntheticData } from "../../src/core/syntheticData.ts";
import { curveOf, whatDiffers } from "../../src/render/convergence/curves.ts";
import { makeStepScale } from "../../src/render/convergence/chart.ts";
import { toleranceWords } from "../../src/render/convergence/chartTexts.ts";
import { planFigure } from "../../src/render/figure/planFigure.ts";
import { measureText } from "../../src/render/text/measure.ts";
import { figureOptions, fromFunction, bowl } from "./landscapes.ts";

const data = await makeSyntheticData({});
const panels = await computeLandscapes(data, { descent: ["gd"], window: "auto", steps: 150 });

test("the formula gives the losses of the steps that were taken", () => {
  for (const panel of panels) {
    const [path] = panel.paths ?? [];
    const excess = excessByFormula(panel, path);
    path.z.forEach((loss, step) => {
      const above = loss - (panel.optimum?.z ?? NaN);
      expect(Math.abs((excess?.(step) ?? NaN) - above)).toBeLessThan(1e-9 * path.z[0]);
    });
  }
});

test("a curve goes on by formula to the step at which it arrives, and no further", () => {
  const [unscaled, scaled] = panels.map((panel) => curveOf(panel, (panel.paths ?? [])[0]));
  expect(unscaled?.lastHeld.step).toBe(150);
  expect(unscaled?.arrival?.step).toBe(70_811);
  expect(unscaled?.points.at(-1)?.step).toBe(70_811);
  expect(unscaled?.arrival?.share).toBeLessThanOrEqual(1e-6);
  expect(unscaled?.points.at(-2)?.share).toBeGreaterThan(1e-6);
  expect(unscaled?.points.length).toBeLessThan(1000);
  expect(scaled?.arrival?.step).toBe(3);
  expect(scaled?.points.map(({ step }) => step)).toEqual([0, 1, 2, 3]);
});

test("a curve leads to its arrival where rounding leaves nothing above the optimum", () => {
  const panel = panels[1];
  const [path] = panel.paths ?? [];
  const optimum = panel.optimum?.z ?? NaN;
  const losses = Float64Array.of(optimum + 4, optimum + 1, optimum);
  const exact = { ...path, method: "adam" as const, z: losses, stepsToTolerance: 2 };
  expect(curveOf(panel, exact)?.points).toEqual([
    { step: 0, share: 1 },
    { step: 1, share: 0.25 },
    { step: 2, share: path.tolerance },
  ]);
});

test("a method without a formula ends where its path ends", () => {
  const [panel] = panels;
  const [path] = panel.paths ?? [];
  const curve = curveOf(panel, { ...path, method: "their own" });
  expect(curve?.points.at(-1)?.step).toBe(150);
  expect(curve?.arrival).toBeUndefined();
});

test("the chart names each line, the steps that it takes and the tolerance", async () => {
  const options = figureOptions({ kind: "convergence", width: 900, height: 500 });
  const { texts } = await planFigure(panels, options, measureText);
  const found = texts.map(({ text }) => text);
  expect(found).toContain("Unscaled: 70,811 steps");
  expect(found).toContain("Scaled: 3 steps");
  expect(found).toContain("arrived: a millionth of the start");
  expect(found).toEqual(expect.arrayContaining(["0", "1", "10", "100", "10⁻⁶", "Step"]));
});

describe("what cannot be drawn says what to add", () => {
  const plan = (changes: object) =>
    planFigure(
      [fromFunction(bowl, 5, changes)],
      figureOptions({ kind: "convergence" }),
      measureText,
    );
  const [path] = panels[0].paths ?? [];

  test.each([
    [{}, /panel 1 has no path; add descent: gd/],
    [{ paths: [path] }, /does not say where its optimum is/],
    [{ paths: [path], optimum: { ...panels[0].optimum, exists: false } }, /add|such as l2: 0.01/],
  ])("%#", async (changes, message) => {
    await expect(plan(changes)).rejects.toThrow(message);
  });
});

test("steps lie at equal ratios, the start apart from them", () => {
  const { position, ticks } = makeStepScale(1000);
  expect(position(100) - position(10)).toBeCloseTo(position(10) - position(1), 12);
  expect(position(0)).toBeLessThan(position(1));
  expect(position(1000)).toBeLessThanOrEqual(1);
  expect(ticks(9).major.map(({ label }) => label)).toEqual(["0", "1", "10", "100", "1,000"]);
});

test("lines are called by what differs in the titles", () => {
  expect(
    whatDiffers(["Loss Surface (Unscaled Features)", "Loss Surface (Scaled Features)"]),
  ).toEqual(["Unscaled", "Scaled"]);
  expect(whatDiffers(["Before", "After"])).toEqual(["Before", "After"]);
  expect(whatDiffers(["same", "same"])).toEqual(["same", "same"]);
});

test("tolerances are said in words", () => {
  expect(toleranceWords(1e-6)).toBe("arrived: a millionth of the start");
  expect(toleranceWords(0.05)).toBe("arrived: 0.05 of the start");
});
