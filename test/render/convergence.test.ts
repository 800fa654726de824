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
  const steps = unscaled?.points.map(({ step }) => step);
  expect(steps).toEqual(expect.arrayContaining([1, 2, 199, 1000, 10_000]));
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

test("panels of several paths have a chart each, called by their titles", async () => {
  const options = figureOptions({ kind: "convergence", width: 900, height: 500 });
  const several = panels.map((panel) => {
    const [path] = panel.paths ?? [];
    return { ...panel, paths: [path, { ...path, label: "another" }] };
  });
  const { texts } = await planFigure(several, options, measureText);
  const found = texts.map(({ text }) => text);
  expect(found).toEqual(expect.arrayContaining(panels.map(({ title }) => title)));
});

test("without a tolerance the axis ends beneath the path, and no lower than 10⁻¹⁶", async () => {
  const [{ optimum, paths: [path] = [] }] = panels;
  const ticksOf = async (excess: number) => {
    const [x, y] = [path.x.slice(0, 3), path.y.slice(0, 3)];
    const walk = { x, y, z: Float64Array.of(1, 0.1, excess) };
    const theirs = { label: "theirs", method: "their own", diverged: false, ...walk };
    const changes = { optimum: optimum && { ...optimum, z: 0 }, paths: [theirs] };
    const options = figureOptions({ kind: "convergence", width: 900, height: 900 });
    const { texts } = await planFigure([fromFunction(bowl, 5, changes)], options, measureText);
    const ticks = texts.filter(({ text }) => /^10[⁻⁰¹²³⁴⁵⁶⁷⁸⁹]+$/.test(text));
    return ticks.sort((a, b) => b.y - a.y).map(({ text, y }) => `${text} at ${y.toFixed(2)}`);
  };
  const lowest = await ticksOf(1e-20);
  expect(lowest[0]).toMatch(/^10⁻¹⁶ /);
  expect(await ticksOf(1e-30)).toEqual(lowest);
  expect(await ticksOf(2.4e-16)).not.toEqual(lowest);
  expect((await ticksOf(2e-8))[0]).toMatch(/^10⁻⁸ /);
});

test("a line's name has 22 ems at most", async () => {
  const [{ paths: [path] = [] }] = panels;
  const options = figureOptions({ kind: "convergence", width: 900, height: 500 });
  const label = "optimiser ".repeat(9);
  const named = panels.slice(0, 1).map((panel) => ({ ...panel, paths: [{ ...path, label }] }));
  const { texts } = await planFigure(named, options, measureText);
  const { text, size } = texts.find(({ text }) => text.startsWith("optimiser"))!;
  const name = text.slice(0, text.indexOf("…:") + 1);
  const ems = measureText(name, size) / size;
  expect(ems).toBeLessThanOrEqual(22);
  expect(ems).toBeGreaterThan(18);
});

test("a curve that climbs ends where it is a thousand times as high as its start", () => {
  const [path] = panels[0].paths ?? [];
  const z = Float64Array.from({ length: 15 }, (_, step) => panels[0].optimum!.z + 2 ** step);
  const curve = curveOf(panels[0], { ...path, z, method: "their own", diverged: true });
  expect(curve?.points.at(-1)?.step).toBe(9);
  expect(curve?.points.at(-1)?.share).toBeCloseTo(512, 6);
});

test("that a curve lies high is said in a figure that explains, and in no other", async () => {
  const said = async (explain: boolean) => {
    const options = figureOptions({ kind: "convergence", width: 900, height: 600, explain });
    const { texts } = await planFigure(panels, options, measureText);
    return texts.filter(({ text }) => /after \d/.test(text)).length;
  };
  expect([await said(true), await said(false)]).toEqual([1, 0]);
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
