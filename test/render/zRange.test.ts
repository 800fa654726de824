import { expect, test } from "vitest";
import { renderFigure } from "../../src/render/renderFigure.ts";
import type { FigureGiven } from "../../src/render/figure/figureOptions.ts";
import { decodePng } from "./decodePng.ts";
import { bowl, figureOptions, fromFunction } from "./landscapes.ts";

// Within the range, partly below it, and above it.
const SURFACES = [
  fromFunction(bowl),
  fromFunction((x, y) => -2 + 4 * (x + 1) + y),
  fromFunction((x, y) => 20 + x + y),
];
const VIEW = { azimuth: -60, elevation: 30, zRange: { min: 0, max: 12 } };

async function draw(panel: (typeof SURFACES)[number], options: FigureGiven) {
  const bytes = await renderFigure([panel], figureOptions(options));
  return decodePng(bytes);
}

type Picture = Awaited<ReturnType<typeof draw>>;

function differingColumns(a: Picture, b: Picture): number[] {
  expect([a.width, a.height, a.channels]).toEqual([b.width, b.height, b.channels]);
  const columns = new Set<number>();
  a.pixels.forEach((value, k) => {
    if (value !== b.pixels[k]) columns.add(Math.floor(k / a.channels) % a.width);
  });
  return [...columns].sort((first, second) => first - second);
}

test("with the same range, size and view all is the same but the surfaces", async () => {
  const boxes = await Promise.all(SURFACES.map((panel) => draw(panel, { ...VIEW, alpha: 0 })));
  for (const box of boxes.slice(1)) expect(differingColumns(boxes[0], box)).toEqual([]);
  const drawn = await Promise.all(SURFACES.map((panel) => draw(panel, VIEW)));
  expect(differingColumns(drawn[0], drawn[1]).length).toBeGreaterThan(50);
  // A surface that lies above the range leaves nothing but the box.
  expect(differingColumns(drawn[2], boxes[2])).toEqual([]);
});

test("without a range the boxes differ", async () => {
  const view = { ...VIEW, zRange: undefined, alpha: 0 };
  const [a, b] = await Promise.all(SURFACES.slice(0, 2).map((panel) => draw(panel, view)));
  expect(differingColumns(a, b)).not.toEqual([]);
});

test("a colour bar moves nothing: a cut adds its tip and its note", async () => {
  const view = { ...VIEW, colorbar: true, alpha: 0 };
  const [whole, , cut] = await Promise.all(SURFACES.map((panel) => draw(panel, view)));
  const columns = differingColumns(whole, cut);
  expect(columns.length).toBeGreaterThan(0);
  expect(columns[0]).toBeGreaterThan(0.7 * whole.width);
});

test("a colour stands for the same loss in two figures", async () => {
  const view = { azimuth: -60, elevation: 90, alpha: 1 };
  const centre = async (range: FigureGiven, loss: (x: number, y: number) => number) => {
    const { pixels, width, height, channels } = await draw(fromFunction(loss), {
      ...view,
      ...range,
    });
    // The middle of the box lies near the picture's; all three surfaces are level around it.
    const at = (Math.round(height / 2) * width + Math.round(width / 2)) * channels;
    return [...pixels.subarray(at, at + 3)];
  };
  const shelf = (low: number, high: number) => (x: number) => (x < -0.8 ? low : x > 0.8 ? high : 6);
  const { zRange } = VIEW;
  const [a, b, c] = [shelf(5, 7), shelf(1, 8), shelf(6, 30)];
  const colors = [
    await centre({ zRange }, a),
    await centre({ zRange }, b),
    await centre({ zRange }, c),
  ];
  expect(colors[1]).toEqual(colors[0]);
  expect(colors[2]).toEqual(colors[0]);
  expect(await centre({}, b)).not.toEqual(await centre({}, c));
});
