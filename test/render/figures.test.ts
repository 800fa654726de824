import { existsSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createCanvas, loadImage } from "canvas";
import { expect, test } from "vitest";
import { renderFigure } from "../../src/render/renderFigure.ts";
import { FIGURES } from "./figureCases.ts";
import { figureOptions } from "./landscapes.ts";

const folder = join(import.meta.dirname, "figures");
/** Share of pixels that may differ by more than a tenth of the range: letters lie a little differently. */
const MOST_DIFFERENT = 0.01;
/** Mean difference of all channels, of 255. */
const MEAN_DIFFERENCE = 0.6;

test.each(Object.entries(FIGURES))("%s", async (name, { panels, options }) => {
  const bytes = await renderFigure(panels, figureOptions({ ...options, scale: 1.5 }));
  const file = join(folder, `${name.replaceAll(" ", "-")}.png`);
  if (process.env.UPDATE_FIGURES === "1") {
    mkdirSync(folder, { recursive: true });
    writeFileSync(file, bytes);
    return;
  }
  expect(existsSync(file), `${file} is missing: draw it with UPDATE_FIGURES=1`).toBe(true);
  const [drawn, kept] = [await pixelsOf(bytes), await pixelsOf(readFileSync(file))];
  const { mean, different } = compare(drawn, kept);
  if (mean > MEAN_DIFFERENCE || different > MOST_DIFFERENT) {
    const drawnFile = join(mkdtempSync(join(tmpdir(), "figures-")), `${name}.png`);
    writeFileSync(drawnFile, bytes);
    expect.fail(
      `${drawnFile} differs from ${file}: on average by ${mean.toFixed(2)} of 255, ` +
        `visibly in ${(100 * different).toFixed(2)} % of its pixels. ` +
        "Look at both; UPDATE_FIGURES=1 keeps the new one",
    );
  }
});

interface Pixels {
  width: number;
  height: number;
  data: Uint8ClampedArray;
}

async function pixelsOf(png: Uint8Array): Promise<Pixels> {
  const image = await loadImage(Buffer.from(png));
  const { width, height } = image;
  const context = createCanvas(width, height).getContext("2d");
  context.drawImage(image, 0, 0);
  return { width, height, data: context.getImageData(0, 0, width, height).data };
}

function compare(a: Pixels, b: Pixels): { mean: number; different: number } {
  if (a.width !== b.width || a.height !== b.height) return { mean: 255, different: 1 };
  let sum = 0;
  let different = 0;
  for (let pixel = 0; pixel < a.data.length; pixel += 4) {
    let largest = 0;
    for (let k = pixel; k < pixel + 4; k++) {
      const difference = Math.abs(a.data[k] - b.data[k]);
      sum += difference;
      largest = Math.max(largest, difference);
    }
    if (largest > 25) different++;
  }
  return { mean: sum / a.data.length, different: (4 * different) / a.data.length };
}
