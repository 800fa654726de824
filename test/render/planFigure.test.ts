import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { DescentPath, Landscape } from "../../src/core/landscape.ts";
import type { SizedFigureOptions } from "../../src/render/figure/size.ts";
import { planFigure } from "../../src/render/figure/planFigure.ts";
import { inkedPaths } from "../../src/render/marks/pathInks.ts";
import { measureText } from "../../src/render/text/measure.ts";
import { rounds } from "../fixedSeed.ts";
import { anyLandscape, anyOptions, withVertical } from "./anyFigure.ts";
import { figureOptions, framesOf, fromFunction, fromRows } from "./landscapes.ts";
import { expectTextsApart } from "./textsApart.ts";

test("no text leaves the image or meets another, in any figure", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(anyLandscape, { minLength: 1, maxLength: 6 }),
      anyOptions,
      fc.nat(3),
      async (panels, changes, choice) => {
        const options = withVertical(panels, figureOptions(changes), choice);
        const plan = await planFigure(panels, options, measureText);
        expectTextsApart(plan.texts, options.width, options.height);
        for (const frame of framesOf(plan)) {
          expect(frame.camera.zoom).toBeGreaterThan(0);
          expect(frame.camera.zoom).toBeLessThan(Infinity);
        }
      },
    ),
    { numRuns: rounds(40), seed: 4 },
  );
}, 180_000);

describe("an ordinary figure keeps its titles, axis labels and numbers", () => {
  const bowl = (scale: number) =>
    fromFunction((x, y) => scale * (1 + x * x + 3 * y * y), 9, { title: "Loss Surface (Scaled)" });

  test("from 700 x 450 up, from every side", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 700, max: 3000 }),
        fc.integer({ min: 450, max: 2000 }),
        fc.integer({ min: 1, max: 2 }),
        fc.integer({ min: -180, max: 180 }),
        fc.integer({ min: -60, max: 60 }),
        fc.boolean(),
        fc.boolean(),
        async (width, height, count, azimuth, elevation, colorbar, explain) => {
          const panels = [bowl(1), bowl(4000)].slice(0, count);
          const options = figureOptions({ width, height, azimuth, elevation, colorbar, explain });
          const plan = await planFigure(panels, options, measureText);
          const found = plan.texts.map(({ text }) => text);
          expect(found.filter((text) => text === "Loss Surface (Scaled)")).toHaveLength(count);
          expect(found.filter((text) => text === "MSE Loss")).toHaveLength(count);
          for (const { axes, camera } of framesOf(plan)) {
            expect(axes.z.major.length).toBeGreaterThan(1);
            // Of the ground's two axes one at most is seen end-on and goes without.
            const named = [axes.x, axes.y].filter(({ label }) => found.includes(label.text));
            expect(named.length).toBeGreaterThanOrEqual(camera.ground.includes(0) ? 1 : 0);
            if (azimuth % 90 !== 0 && Math.abs((Math.abs(azimuth) % 90) - 45) < 25) {
              expect(named).toHaveLength(2);
            }
          }
        },
      ),
      { numRuns: rounds(25), seed: 4 },
    );
  });

  test("the tutorial's size: all labels and every tick", async () => {
    const options = figureOptions({ width: 1400, height: 600, colorbar: true, title: "Scaling" });
    const plan = await planFigure([bowl(1), bowl(4000)], options, measureText);
    const { texts } = plan;
    const found = texts.map(({ text }) => text);
    expect(found.filter((text) => text === "Weight 1")).toHaveLength(2);
    expect(found.filter((text) => text === "Weight 2")).toHaveLength(2);
    expect(found.filter((text) => text === "MSE Loss")).toHaveLength(2);
    expect(found).toContain("Scaling");
    for (const frame of framesOf(plan)) {
      for (const axis of [frame.axes.x, frame.axes.y, frame.axes.z]) {
        for (const label of axis.tickLabels) expect(texts).toContainEqual(label);
      }
    }
  });

  test.each([1, 2, 3, 4, 5, 6])("%d panels of 400 x 250 still have titles", async (count) => {
    const panels = Array.from({ length: count }, () => bowl(1));
    const { texts } = await planFigure(
      panels,
      figureOptions({ width: 400, height: 250 }),
      measureText,
    );
    const titles = texts.filter(({ text }) => /^Loss/.test(text));
    expect(titles).toHaveLength(count);
  });
});

describe("long titles", () => {
  const titled = async (title: string) => {
    const { texts } = await planFigure(
      [
        fromRows(
          [
            [1, 2],
            [3, 4],
          ],
          { title },
        ),
      ],
      figureOptions({ width: 700, height: 450 }),
      measureText,
    );
    return texts.map(({ text }) => text);
  };

  test("are shortened", async () => {
    const [title] = await titled("A very long title of a loss surface ".repeat(9));
    expect(title).toMatch(/^A very long title of a loss surface .*…$/);
    expect(title.length).toBeGreaterThan(40);
  });

  test("of one line stay as they are", async () => {
    expect(await titled("Loss <b>surface</b> & more")).toContain("Loss <b>surface</b> & more");
    expect(await titled("فقدان السطح")).toContain("فقدان السطح");
  });

  test("of nothing leave no text", async () => {
    expect(await titled("")).not.toContain("");
    expect(await titled(" \n ")).not.toContain("");
  });
});

test("titles and labels given as options replace the landscapes' own", async () => {
  const panel = fromRows([
    [1, 2],
    [3, 4],
  ]);
  const options = figureOptions({
    ...{ width: 1400, height: 600, title: "Figure", titles: ["Left"] },
    labels: ["a", "b", "c"],
  });
  const found = (await planFigure([panel, panel], options, measureText)).texts.map(
    ({ text }) => text,
  );
  expect(found).toEqual(expect.arrayContaining(["Figure", "Left", "Bowl", "a", "b", "c"]));
  expect(found).not.toContain("Weight 1");
});

test("the key names what the marks are", async () => {
  const panel: Landscape = {
    ...fromRows([
      [1, 2],
      [3, 4],
    ]),
    paths: ["Adam", "SGD"].map((label) => walk(label)),
  };
  const other: Landscape = { ...panel, paths: [walk("SGD"), walk("third")] };
  const plan = await planFigure([panel, other], figureOptions({ width: 900 }), measureText);
  const names = ["start", "Adam", "SGD", "third"];
  const found = plan.texts.filter(({ text }) => names.includes(text));
  expect(found.map(({ text }) => text)).toEqual(names);
  expect(new Set(found.map(({ y }) => y)).size).toBe(1);
});

test("paths of one label have one ink, wherever they are", () => {
  const landscapes = [
    ["Adam", "SGD"],
    ["SGD", "third"],
  ].map((labels) => ({
    ...fromFunction(() => 1, 3),
    paths: labels.map(walk),
  }));
  const inks = landscapes.map((landscape) =>
    inkedPaths(landscapes, landscape).map(({ ink }) => ink),
  );
  expect(new Set(inks.flat()).size).toBe(3);
  expect(inks[0][1]).toBe(inks[1][0]);
});

test("a key too wide for one row takes two, within the image", async () => {
  const panel: Landscape = {
    ...fromFunction(() => 1, 3),
    paths: Array.from({ length: 6 }, (_, k) => walk(`optimiser number ${k}`)),
  };
  const { texts } = await planFigure([panel], figureOptions({ width: 400 }), measureText);
  const names = texts.filter(({ text }) => /^(start|optimiser number \d)$/.test(text));
  expect(names).toHaveLength(7);
  expect(new Set(names.map(({ y }) => y)).size).toBeGreaterThan(1);
  expectTextsApart(texts, 400, 260);
});

function walk(label: string): DescentPath {
  const [x, y, z] = [Float64Array.of(0, 1), Float64Array.of(0, 1), Float64Array.of(1, 2)];
  return { label, method: "mine", x, y, z, diverged: false };
}

test("a size of letters asked for in points is that of the tick labels, or is refused", async () => {
  const sizes = async (changes: Partial<SizedFigureOptions>) => {
    const panels = [fromFunction((x, y) => x * x + y * y, 21)];
    const options = { ...figureOptions(changes), width: 600, height: 450 };
    const { texts } = await planFigure(panels, options, measureText);
    const numbers = texts.filter(({ text }) => /^[−0-9.]+$/.test(text));
    return new Set(numbers.map(({ size }) => Math.round(size * 7500) / 1e4));
  };
  for (const fontSize of [5, 9, 12]) {
    expect(await sizes({ fontSize, colorbar: true })).toEqual(new Set([fontSize]));
  }
  expect(await sizes({ fontSize: 22.5 })).toEqual(new Set([22.5]));
  await expect(sizes({ fontSize: 22.6 })).rejects.toThrow(
    "fontSize 22.6: expected at most 22.5 in panels of this size",
  );
  await expect(sizes({ fontSize: 16, colorbar: true })).rejects.toThrow("at most 15.3");
});

test("smaller pictures have fewer ticks, not smaller letters, and three on an axis that has room", async () => {
  for (const [width, height] of [
    [700, 600],
    [400, 250],
    [320, 260],
    [250, 200],
  ]) {
    const options = { ...figureOptions({}), width, height };
    const panel = fromFunction((x, y) => x * x + y * y, 21);
    const plan = await planFigure([panel], options, measureText);
    for (const { size } of plan.texts) expect(size).toBeGreaterThanOrEqual(7.5);
    for (const { axes } of framesOf(plan)) {
      for (const { major } of Object.values(axes)) expect(major.length).toBeGreaterThanOrEqual(3);
    }
  }
});
