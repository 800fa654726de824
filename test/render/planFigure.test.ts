import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { DescentPath, Landscape } from "../../src/core/landscape.ts";
import { colormapNames } from "../../src/render/colors/colormaps.ts";
import type { FigureGiven } from "../../src/render/figure/figureOptions.ts";
import type { SizedFigureOptions } from "../../src/render/figure/size.ts";
import { planFigure } from "../../src/render/figure/planFigure.ts";
import { inkedPaths } from "../../src/render/marks/pathInks.ts";
import { measureText } from "../../src/render/text/measure.ts";
import type { TextBox } from "../../src/render/text/textBoxes.ts";
import { rounds } from "../fixedSeed.ts";
import { figureOptions, framesOf, fromFunction, fromRows } from "./landscapes.ts";

const hardTexts = [
  "",
  "Loss",
  "Loss Surface (Unscaled Features)",
  "wide ".repeat(60),
  "W".repeat(300),
  "👩‍👩‍👧‍👦 loss 🏔️",
  "فقدان السطح بعد التحجيم",
  "אובדן המודל",
  "<b>bold</b> &amp; $\\frac{1}{2}$ [[x]]",
  "two\nlines\tand\u0000a zero",
  "損失曲面",
  "e\u0301\u0302\u0303\u0304 combining",
];
const anyText = fc.oneof(
  fc.constantFrom(...hardTexts),
  fc.string({ maxLength: 300, unit: "binary" }),
);

/** Losses of the magnitude `10 ** exponent` in the shapes that trouble axes. */
const anyLosses = fc
  .record({
    shape: fc.constantFrom("bowl", "plane", "constant", "nearly constant", "negative", "decades"),
    exponent: fc.integer({ min: -300, max: 299 }),
    offset: fc.constantFrom(0, 0, 1, -1, 1234.567),
    holes: fc.boolean(),
  })
  .map(({ shape, exponent, offset, holes }): ((x: number, y: number) => number) => {
    const unit = Number(`1e${exponent}`);
    const shapes: Record<string, (x: number, y: number) => number> = {
      bowl: (x, y) => offset + x * x + 9 * y * y,
      plane: (x, y) => offset + x - 0.3 * y,
      constant: () => offset,
      "nearly constant": (x, y) => offset + 1e-13 * (x + y),
      negative: (x, y) => -1 - x * x - y * y,
      decades: (x, y) => 10 ** (6 * (x * x + y * y) - 6),
    };
    return (x, y) => (holes && Math.hypot(x, y) < 0.4 ? NaN : unit * shapes[shape](x, y));
  });

const anyRange = fc
  .record({
    from: fc.oneof(fc.double({ min: -10, max: 10, noNaN: true }), fc.constantFrom(1e300, -1e-300)),
    span: fc.oneof(
      fc.double({ min: 0.001, max: 100, noNaN: true }),
      fc.constantFrom(1e-9, 1e12, 1e300),
    ),
  })
  .filter(({ from, span }) => from + span > from + span / 64);

const anyLandscape: fc.Arbitrary<Landscape> = fc
  .record({
    losses: anyLosses,
    points: fc.integer({ min: 2, max: 9 }),
    x: anyRange,
    y: anyRange,
    labels: fc.tuple(anyText, anyText, anyText, anyText),
    conditionNumber: fc.constantFrom(1, 1.147, 20502.3, 1.23e15, Infinity),
    steps: fc.constantFrom(0, 1, 3, 70811, 1e12, Infinity),
    extras: fc.boolean(),
    pathLabels: fc.array(anyText, { maxLength: 4 }),
  })
  .map(({ losses, points, x, y, labels, conditionNumber, steps, extras, pathLabels }) => {
    const [title, xLabel, yLabel, zLabel] = labels;
    const places = (range: { from: number; span: number }) =>
      Float64Array.from({ length: points }, (_, k) => range.from + (range.span * k) / (points - 1));
    const landscape = fromFunction(losses, points, {
      ...{ title, xLabel, yLabel, zLabel, x: places(x), y: places(y) },
    });
    if (!extras) return landscape;
    const inside = { x: x.from + x.span / 2, y: y.from + y.span / 2 };
    return {
      ...landscape,
      optimum: { ...inside, z: 0, inside: true, exists: true, unique: true, weights: {} },
      curvature: {
        eigenvalues: [1, conditionNumber],
        conditionNumber,
        valley: [1, 0],
        largestStableRate: 2,
        bestRate: 1,
        stepsToTolerance: steps,
      },
      paths: pathLabels.map((label) => ({
        ...{ label, method: "nesterov", rate: 1, tolerance: 1e-6, stepsToTolerance: steps },
        diverged: steps === 0,
        x: Float64Array.of(x.from, inside.x),
        y: Float64Array.of(y.from, inside.y),
        z: Float64Array.of(1, 0),
      })),
    } satisfies Landscape;
  });

const anyOptions: fc.Arbitrary<FigureGiven> = fc
  .record({
    size: fc.oneof(
      fc.tuple(fc.integer({ min: 400, max: 1600 }), fc.integer({ min: 250, max: 1000 })),
      fc.tuple(fc.integer({ min: 400, max: 8000 }), fc.integer({ min: 250, max: 5000 })),
      fc.constantFrom<[number, number]>([400, 250], [8000, 250], [400, 5000], [8000, 5000]),
    ),
    scale: fc.constantFrom(0.5, 1, 2, 4),
    azimuth: fc.oneof(fc.constant("auto" as const), fc.integer({ min: -180, max: 360 })),
    elevation: fc.oneof(
      fc.constantFrom(-90, 0, 35.264, 90),
      fc.double({ min: -90, max: 90, noNaN: true }),
    ),
    title: fc.option(anyText, { nil: undefined }),
    titles: fc.option(fc.array(anyText, { maxLength: 6 }), { nil: undefined }),
    labels: fc.option(fc.tuple(anyText, anyText, anyText), { nil: undefined }),
    sameZ: fc.boolean(),
    contours: fc.constantFrom(0, 10),
    colorbar: fc.boolean(),
    explain: fc.boolean(),
    theme: fc.constantFrom("light" as const, "dark" as const),
    colormap: fc.option(fc.constant(colormapNames().slice(0, 2)), { nil: undefined }),
  })
  .map(({ size: [width, height], ...rest }) => ({ width, height, ...rest }));

/** A logarithmic axis where the losses allow it, sometimes a cut. */
function withVertical(
  panels: Landscape[],
  options: SizedFigureOptions,
  choice: number,
): SizedFigureOptions {
  const losses = panels.flatMap(({ z }) => [...z].filter(Number.isFinite));
  const lowest = Math.min(...losses);
  const highest = Math.max(...losses);
  const zScale = choice % 2 === 1 && lowest > 0 ? "log" : "linear";
  const allBelow = panels.every(
    ({ z }) => Math.min(...[...z].filter(Number.isFinite)) < lowest / 2 + highest / 2,
  );
  const zMax = choice >= 2 && allBelow ? lowest / 2 + highest / 2 : undefined;
  return { ...options, zScale, zMax };
}

/** The corners of a text's box. */
function cornersOf({ x, y, width, height, angle }: TextBox): [number, number][] {
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  return [
    [-1, -1],
    [1, -1],
    [1, 1],
    [-1, 1],
  ].map(([right, down]) => {
    const [dx, dy] = [(right * width) / 2, (down * height) / 2];
    return [x + dx * cos - dy * sin, y + dx * sin + dy * cos];
  });
}

/** Whether two convex shapes have an area in common, by clipping one with the sides of the other. */
function meet(a: TextBox, b: TextBox): boolean {
  let shape = cornersOf(a);
  const clip = cornersOf(b);
  clip.forEach(([x0, y0], k) => {
    const [x1, y1] = clip[(k + 1) % 4];
    const inside = ([x, y]: [number, number]) => (x1 - x0) * (y - y0) - (y1 - y0) * (x - x0);
    shape = shape.flatMap((from, n): [number, number][] => {
      const to = shape[(n + 1) % shape.length];
      const [f, t] = [inside(from), inside(to)];
      const crossing: [number, number] = [
        from[0] + ((to[0] - from[0]) * f) / (f - t),
        from[1] + ((to[1] - from[1]) * f) / (f - t),
      ];
      if (f >= 0) return t >= 0 ? [to] : [crossing];
      return t >= 0 ? [crossing, to] : [];
    });
  });
  let area = 0;
  shape.forEach(([x0, y0], k) => {
    const [x1, y1] = shape[(k + 1) % shape.length];
    area += (x0 * y1 - x1 * y0) / 2;
  });
  return Math.abs(area) > 1e-3;
}

function expectTextsApart(texts: readonly TextBox[], width: number, height: number): void {
  for (const text of texts) {
    for (const [x, y] of cornersOf(text)) {
      const where = `"${text.text}" in ${width} x ${height}`;
      expect(Number.isFinite(x + y), where).toBe(true);
      expect(x, where).toBeGreaterThanOrEqual(-1e-6);
      expect(y, where).toBeGreaterThanOrEqual(-1e-6);
      expect(x, where).toBeLessThanOrEqual(width + 1e-6);
      expect(y, where).toBeLessThanOrEqual(height + 1e-6);
    }
  }
  texts.forEach((text, k) => {
    for (const other of texts.slice(0, k)) {
      if (meet(text, other)) expect(`"${text.text}" meets "${other.text}"`).toBe("apart");
    }
  });
}

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
