import { existsSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { planFigure } from "../../src/render/figure/planFigure.ts";
import { renderFigure } from "../../src/render/renderFigure.ts";
import { measureText } from "../../src/render/text/measure.ts";
import type { TextBox } from "../../src/render/text/textBoxes.ts";
import { decodePng, type DecodedPng } from "./decodePng.ts";
import { FIGURES } from "./figureCases.ts";
import { figureOptions } from "./landscapes.ts";
import { textsOfPixels } from "./textsOfPixels.ts";

const folder = join(import.meta.dirname, "figures");
const SCALE = 1.5;
/** Mean difference of the channels in a text's box, of 255: machines draw letters a little differently. */
const MOST_IN_TEXT = 16;

test.each(Object.entries(FIGURES))("%s", async (name, { panels, options }) => {
  const given = figureOptions({ ...options, scale: SCALE });
  const bytes = await renderFigure(panels, given);
  const file = join(folder, `${name.replaceAll(" ", "-")}.png`);
  if (process.env.UPDATE_FIGURES === "1") {
    mkdirSync(folder, { recursive: true });
    writeFileSync(file, bytes);
    return;
  }
  expect(existsSync(file), `${file} is missing: draw it with UPDATE_FIGURES=1`).toBe(true);
  const kept = readFileSync(file);
  if (kept.equals(bytes)) return;
  const { texts } = await planFigure(panels, given, measureText);
  const problem = difference(decodePng(bytes), decodePng(kept), texts);
  if (problem === undefined) return;
  const drawnFile = join(mkdtempSync(join(tmpdir(), "figures-")), `${name}.png`);
  writeFileSync(drawnFile, bytes);
  expect.fail(
    `${drawnFile} differs from ${file}: ${problem}. Look at both; UPDATE_FIGURES=1 keeps the new one`,
  );
});

test("an infinite loss is a hole, as one that is no number is", async () => {
  const { panels, options } = FIGURES.hole;
  const infinite = panels.map((panel) => ({
    ...panel,
    z: panel.z.map((loss) => (Number.isNaN(loss) ? Infinity : loss)),
  }));
  const [of, ofNaN] = [infinite, panels].map((each) => renderFigure(each, figureOptions(options)));
  expect(Buffer.compare(await of, await ofNaN)).toBe(0);
});

/** How two pictures differ: in any pixel outside the texts, or visibly within one. */
function difference(
  drawn: DecodedPng,
  kept: DecodedPng,
  texts: readonly TextBox[],
): string | undefined {
  const { width, height, channels } = drawn;
  if (width !== kept.width || height !== kept.height || channels !== kept.channels) {
    return "another size, or transparency";
  }
  const textAt = textsOfPixels(width, height, texts, SCALE);
  const sums = new Float64Array(texts.length);
  const counts = new Float64Array(texts.length);
  let outside = 0;
  let first = "";
  for (let pixel = 0; pixel < width * height; pixel++) {
    let sum = 0;
    for (let k = channels * pixel; k < channels * (pixel + 1); k++) {
      sum += Math.abs(drawn.pixels[k] - kept.pixels[k]);
    }
    const text = textAt[pixel];
    if (text >= 0) {
      sums[text] += sum / channels;
      counts[text]++;
    } else if (sum > 0) {
      first ||= `(${pixel % width}, ${Math.floor(pixel / width)})`;
      outside++;
    }
  }
  if (outside > 0) return `in ${outside} pixels outside its texts, first at ${first}`;
  const wrong = texts.find((_, k) => sums[k] > MOST_IN_TEXT * counts[k]);
  return wrong && `in the text "${wrong.text}"`;
}
