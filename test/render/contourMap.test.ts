import fc from "fast-check";
import { decode } from "jpeg-js";
import { describe, expect, test } from "vitest";
import { samplePalette } from "../../src/render/colors/colormaps.ts";
import { paintLossMap } from "../../src/render/map/lossMap.ts";
import {
  contains,
  levelNames,
  seatLabels,
  withGaps,
  type LevelLine,
} from "../../src/render/map/lineLabels.ts";
import type { ScreenPoint } from "../../src/render/contours/crowding.ts";
import { planFigure } from "../../src/render/figure/planFigure.ts";
import { renderFigure } from "../../src/render/renderFigure.ts";
import { makeVerticalScale } from "../../src/render/scales/verticalScale.ts";
import { measureText } from "../../src/render/text/measure.ts";
import { makeTextBox, overlap } from "../../src/render/text/textBoxes.ts";
import { decodePng } from "./decodePng.ts";
import { bowl, figureOptions, fromFunction } from "./landscapes.ts";
import { imagesOf } from "./vectorFiles.ts";

const linear = { zScale: "linear", floorGap: 0, topGap: 0 } as const;
const square = { columnCount: 80, rowCount: 80, left: 0, right: 80, top: 0, bottom: 80 };

describe("the colours of a map", () => {
  const palette = samplePalette("viridis");

  test("are those of the losses, the largest second weight on top", () => {
    const landscape = fromFunction((x, y) => x + 10 * y, 21);
    const scale = makeVerticalScale([landscape.z], linear, "panel");
    const pixels = paintLossMap(landscape, scale, palette, 1, square);
    for (const [column, row] of [
      [10, 0],
      [70, 33],
      [40, 79],
    ]) {
      const loss = (column + 0.5) / 40 - 1 + 10 * (1 - (row + 0.5) / 40);
      const entry = 3 * Math.round(((loss + 11) / 22) * 1023);
      const at = 4 * (row * 80 + column);
      for (const c of [0, 1, 2]) {
        expect(Math.abs(pixels[at + c] - palette[entry + c])).toBeLessThan(1);
      }
    }
  });

  test("are missing in holes and above the cut, and half there on its edge", () => {
    const landscape = fromFunction((x, y) => (y < -0.5 ? NaN : x), 41);
    const scale = makeVerticalScale([landscape.z], { ...linear, zMax: 0.0125 }, "panel");
    const pixels = paintLossMap(landscape, scale, palette, 1, square);
    const opacityAt = (column: number, row: number) => pixels[4 * (row * 80 + column) + 3];
    expect(opacityAt(20, 20)).toBe(255);
    expect(opacityAt(60, 20)).toBe(0);
    expect(opacityAt(20, 70)).toBe(0);
    expect(opacityAt(40, 20)).toBeGreaterThan(60);
    expect(opacityAt(40, 20)).toBeLessThan(200);
  });
});

describe("numbers on lines", () => {
  const circle = (level: number, radius: number): LevelLine => ({
    level,
    points: Array.from({ length: 241 }, (_, k): ScreenPoint => {
      const angle = (2 * Math.PI * k) / 240;
      return [300 + radius * Math.cos(angle), 300 + 0.8 * radius * Math.sin(angle)];
    }),
  });
  const boxOf = (level: number) => makeTextBox(String(level), 12, "#000000", measureText);

  test("are upright, apart from one another and from the lines of other levels", () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.integer({ min: 3, max: 28 }), { minLength: 1, maxLength: 9 }),
        (radii) => {
          const lines = radii.map((radius) => circle(radius * 100, 10 * radius));
          const labels = seatLabels(lines, 13, boxOf, () => true);
          labels.forEach(({ box, line }, k) => {
            expect(Math.abs(box.angle)).toBeLessThan(Math.PI / 2);
            for (const other of labels.slice(0, k)) expect(overlap(box, other.box)).toBe(false);
            for (const other of lines.filter(({ level }) => level !== line.level)) {
              const thin = { ...box, height: 9 };
              expect(other.points.some((point) => contains(thin, point))).toBe(false);
            }
          });
          expect(labels.length).toBeLessThanOrEqual(2 * lines.length);
        },
      ),
    );
  });

  test("lie in gaps of their lines", () => {
    const line = circle(10, 200);
    const labels = seatLabels([line], 13, boxOf, () => true);
    expect(labels.length).toBeGreaterThan(0);
    const parts = withGaps(line, labels, 13);
    expect(parts).toHaveLength(labels.length + 1);
    for (const { box } of labels) {
      for (const part of parts) {
        expect(part.some((point) => contains({ ...box, height: 9 }, point))).toBe(false);
      }
    }
  });

  test("have the digits that tell levels apart, or are missing", () => {
    expect([...levelNames([0.5, 1, 1.5]).values()]).toEqual(["0.5", "1", "1.5"]);
    expect([...levelNames([1e-5, 1e-4, 2e7]).values()]).toEqual(["10⁻⁵", "10⁻⁴", "2 × 10⁷"]);
    expect([...levelNames([1234.5, 1234.6]).values()]).toEqual(["1,234.5", "1,234.6"]);
    expect(levelNames([1e9 + 1, 1e9 + 2]).size).toBe(0);
  });
});

test("a map's numbers are those of its levels, the same for both panels with one axis", async () => {
  const panels = [fromFunction(bowl, 41), fromFunction((x, y) => bowl(y, x), 41)];
  const options = figureOptions({ kind: "contour", contours: 4, width: 900, height: 480 });
  const { texts } = await planFigure(panels, options, measureText);
  for (const level of ["2", "4", "6"]) {
    const count = texts.filter(({ text, size }) => text === level && size < 13).length;
    expect(count).toBeGreaterThanOrEqual(2);
  }
});

test("axes of equal spans have equal scales, and the whole room otherwise", async () => {
  const square = fromFunction(bowl, 21);
  const wide = { ...square, x: square.x.map((x) => 10 * x) };
  for (const [landscape, isSquare] of [
    [square, true],
    [wide, false],
  ] as const) {
    const options = figureOptions({ kind: "contour", width: 900, height: 480, contours: 0 });
    const { texts } = await planFigure([landscape], options, measureText);
    const name = (text: string) => texts.find((box) => box.text === text);
    const reach = (name("Weight 1")?.x ?? 0) - (name("Weight 2")?.x ?? 0);
    if (isSquare) expect(reach).toBeLessThan(260);
    else expect(reach).toBeGreaterThan(400);
  }
});

test("what a path does outside the window does not show", async () => {
  const draw = (away: number) => {
    const path = {
      ...{ label: "gd", method: "gd", diverged: false },
      x: Float64Array.of(away, 0.2, 0.2, -away, 0.2),
      y: Float64Array.of(-0.3, -0.3, 0.1, 0.1, 0.1),
      z: Float64Array.of(5, 4, 3, 2, 1),
    };
    const landscape = fromFunction(bowl, 21, { paths: [path] });
    return renderFigure([landscape], figureOptions({ kind: "contour", contours: 0 }));
  };
  expect(Buffer.compare(await draw(1.02), await draw(1.3))).toBe(0);
});

test("no number on a line lies on the optimum", async () => {
  const options = figureOptions({ kind: "contour", contours: 4, width: 900, height: 480 });
  const plan = async (x: number, y: number) => {
    const optimum = { x, y, z: 1, inside: true, exists: true, unique: true, weights: {} };
    const { texts } = await planFigure([fromFunction(bowl, 41, { optimum })], options, measureText);
    const named = (name: string) => texts.filter(({ text }) => text === name);
    // Of the ticks the lower ones are those of the first weight, the left ones of the second.
    const [x0, x1] = ["−0.4", "0.4"].map((name) => named(name).sort((a, b) => b.y - a.y)[0].x);
    const [y0, y1] = ["−0.4", "0.4"].map((name) => named(name).sort((a, b) => a.x - b.x)[0].y);
    const at = (place: number, low: number, high: number) =>
      (0.8 * (place - low)) / (high - low) - 0.4;
    const labels = texts.filter(({ text, size }) => /^[2468]$/.test(text) && size < 13);
    return labels.map((box) => [at(box.x, x0, x1), at(box.y, y0, y1)]);
  };
  const labels = await plan(0, 0);
  expect(labels.length).toBeGreaterThan(2);
  const [x, y] = labels[0];
  const distances = (await plan(x, y)).map((label) => Math.hypot(label[0] - x, label[1] - y));
  expect(distances.length).toBeGreaterThan(2);
  expect(Math.min(...distances)).toBeGreaterThan(0.03);
});

test("in SVG the colours of a map that lets the ground through are those of PNG", async () => {
  const draw = (format: "svg" | "png") =>
    renderFigure(
      [fromFunction(bowl, 21)],
      figureOptions({ kind: "contour", contours: 0, alpha: 0.4, theme: "dark", format, scale: 2 }),
    );
  const { pixels, width, channels } = decodePng(await draw("png"));
  const [image] = imagesOf(Buffer.from(await draw("svg")).toString());
  const { data, width: imageWidth, height: imageHeight } = decode(image.jpeg);
  for (const [right, down] of [
    [0.5, 0.5],
    [0.2, 0.3],
    [0.8, 0.6],
  ]) {
    const [x, y] = [image.x + right * image.width, image.y + down * image.height];
    const at = channels * (Math.round(2 * y) * width + Math.round(2 * x));
    const of = 4 * (Math.floor(down * imageHeight) * imageWidth + Math.floor(right * imageWidth));
    for (const c of [0, 1, 2]) expect(Math.abs(data[of + c] - pixels[at + c])).toBeLessThan(8);
  }
});

test("in SVG the lines and paths of a map are shapes", async () => {
  const path = {
    ...{ label: "gd", method: "gd", diverged: false },
    x: Float64Array.of(-0.5, 0.5, 0),
    y: Float64Array.of(-0.5, 0.3, 0),
    z: Float64Array.of(3, 2, 1),
  };
  const draw = async (contours: number, paths = [path]) => {
    const options = figureOptions({ kind: "contour", format: "svg", contours });
    const bytes = await renderFigure([fromFunction(bowl, 21, { paths })], options);
    return Buffer.from(bytes).toString().split("<path").length;
  };
  expect(await draw(8)).toBeGreaterThanOrEqual((await draw(0)) + 5);
  expect(await draw(0)).toBeGreaterThan((await draw(0, [])) + 4);
});
