import { describe, expect, test } from "vitest";
import { computeLandscapes } from "../../src/core/computeLandscapes.ts";
import type { DescentPath } from "../../src/core/landscape.ts";
import { makeSyntheticData } from "../../src/core/syntheticData.ts";
import { gaitOf } from "../../src/render/marks/findings.ts";
import { layOut } from "../../src/render/figure/layout.ts";
import { planFigure } from "../../src/render/figure/planFigure.ts";
import { measureText } from "../../src/render/text/measure.ts";
import { bowl, figureOptions, fromFunction } from "./landscapes.ts";

const data = await makeSyntheticData({});
const both = await computeLandscapes(data, { explain: true });

async function textsOf(panels: typeof both, changes: object): Promise<string[]> {
  const options = figureOptions({ explain: true, ...changes });
  const { texts } = await planFigure(panels, options, measureText);
  return texts.map(({ text }) => text);
}

describe("the page says why", () => {
  const why = [
    expect.stringMatching(/^condition number 20,502.*70,811 steps from wall to wall$/),
    expect.stringMatching(/^condition number 1.15.*3 steps straight to the optimum$/),
    "How gradient descent comes down",
    "Unscaled needs 23,604 times as many steps as Scaled",
    "after 1,000 steps 82 % is left",
    "Unscaled: 70,811 steps",
    "Scaled: 3 steps",
  ];

  test.each([
    [1400, 960],
    [1400, 600],
    [3000, 1200],
    [3000, 2000],
    [900, 1300],
    [640, 960],
  ])("at %d x %d", async (width, height) => {
    expect(await textsOf(both, { width, height })).toEqual(expect.arrayContaining(why));
  });

  test.each([
    [1400, 960, "Loss above the optimum, start = 1"],
    [640, 900, "Loss above the optimum"],
    [480, 700, "Excess loss"],
  ])("at %d x %d its chart has a whole label", async (width, height, label) => {
    expect(await textsOf(both, { width, height })).toContain(label);
  });

  test("its words about a panel have the colour of its line", async () => {
    const options = figureOptions({ explain: true, width: 1400, height: 960 });
    const { texts } = await planFigure(both, options, measureText);
    const colorOf = (begin: string) => texts.find(({ text }) => text.startsWith(begin))?.color;
    expect(colorOf("condition number 20,502")).toBe(colorOf("Unscaled: 70,811"));
    expect(colorOf("condition number 1.15")).toBe(colorOf("Scaled: 3"));
    expect(colorOf("Scaled: 3")).not.toBe(colorOf("Unscaled: 70,811"));
  });
});

test("where nothing comes down to an optimum there is no chart", async () => {
  const found = await textsOf([fromFunction(bowl, 9)], { width: 900, height: 900 });
  expect(found).toContain("MSE Loss");
  expect(found).not.toContain("Step");
});

test("a panel without a path leaves the chart to the other", async () => {
  const found = await textsOf([fromFunction(bowl, 9), both[1]], { width: 900, height: 900 });
  expect(found.filter((text) => text === "Step")).toHaveLength(1);
  expect(found).toContain("gradient descent: 3 steps");
});

test("several paths in a panel give it a chart of its own", async () => {
  const several = both.map((panel) => {
    const [path] = panel.paths ?? [];
    return { ...panel, paths: [path, { ...path, label: "other" }] };
  });
  const found = await textsOf(several, { width: 1400, height: 960 });
  expect(found.filter((text) => text === "Step")).toHaveLength(2);
});

test("beside hidden weights the chart says that it is the plane's", async () => {
  const panels = await computeLandscapes(data, { explain: true, intercept: true });
  const found = await textsOf(panels, { width: 1400, height: 960 });
  expect(found).toContain("How gradient descent comes down in this plane");
  expect(found.some((text) => /^model: .*to the optimum$/.test(text))).toBe(true);
});

describe("charts stand apart from the panels", () => {
  test.each([
    [1400, 960, "shared", 2],
    [1400, 600, "shared", 2],
    [640, 900, "shared", 3],
    [1560, 1248, "shared", 5],
    [1400, 960, "own", 2],
    [1560, 1300, "own", 6],
  ] as const)("%d x %d, %s, %d panels", (width, height, rooms, count) => {
    const { panels, charts, footer } = layOut(width, height, count, {
      ...{ hasHeader: true, footerHeight: 30, charts: rooms },
    });
    expect(charts).toHaveLength(rooms === "own" ? count : 1);
    const rects = [...panels, ...charts];
    rects.forEach((a, k) => {
      expect(a.left).toBeGreaterThanOrEqual(-1e-9);
      expect(a.left + a.width).toBeLessThanOrEqual(width + 1e-9);
      expect(a.top + a.height).toBeLessThanOrEqual(footer.top + 1e-9);
      for (const b of rects.slice(0, k)) {
        const across = Math.min(a.left + a.width, b.left + b.width) - Math.max(a.left, b.left);
        const down = Math.min(a.top + a.height, b.top + b.height) - Math.max(a.top, b.top);
        expect(Math.min(across, down)).toBeLessThan(1e-9);
      }
    });
  });

  test("and are left out where they would be too small to read", () => {
    const bare = { hasHeader: false, footerHeight: 0 };
    expect(layOut(400, 250, 2, { ...bare, charts: "shared" })).toEqual(layOut(400, 250, 2, bare));
  });
});

describe("the way a path walks", () => {
  const landscape = fromFunction(bowl, 3, {
    optimum: { x: 0, y: 0, z: 1, inside: true, exists: true, unique: true, weights: {} },
  });
  const walk = (points: [number, number][]): DescentPath => ({
    ...{ label: "", method: "gd", diverged: false },
    x: Float64Array.from(points, ([x]) => x),
    y: Float64Array.from(points, ([, y]) => y),
    z: new Float64Array(points.length),
  });
  const swing = (steps: number) =>
    walk(Array.from({ length: steps }, (_, k) => [-0.5 + k / 1000, k % 2 === 0 ? 0.6 : -0.6]));

  test("back and forth, often enough, is a swing", () => {
    expect(gaitOf(landscape, swing(60))).toBe("swinging");
    expect(gaitOf(landscape, swing(8))).toBeUndefined();
  });

  test("by the shortest way to the optimum is straight, past half of it is not", () => {
    const ends = (x: number): [number, number][] => [
      [-0.8, 0.8],
      [-0.4, 0.41],
      [x, -x],
    ];
    expect(gaitOf(landscape, walk(ends(-0.01)))).toBe("straight");
    expect(gaitOf(landscape, walk(ends(-0.3)))).toBeUndefined();
  });

  test("around a corner, or nowhere, is neither", () => {
    const corner = walk([
      [-0.8, 0.8],
      [0, 0.8],
      [0, 0],
    ]);
    expect(gaitOf(landscape, corner)).toBeUndefined();
    expect(gaitOf(landscape, walk([[0, 0]]))).toBeUndefined();
  });
});
