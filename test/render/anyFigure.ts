import fc from "fast-check";
import type { Landscape } from "../../src/core/landscape.ts";
import { colormapNames } from "../../src/render/colors/colormaps.ts";
import type { FigureGiven } from "../../src/render/figure/figureOptions.ts";
import type { SizedFigureOptions } from "../../src/render/figure/size.ts";
import { fromFunction } from "./landscapes.ts";

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

export const anyLandscape: fc.Arbitrary<Landscape> = fc
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

export const anyOptions: fc.Arbitrary<FigureGiven> = fc
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
export function withVertical(
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
