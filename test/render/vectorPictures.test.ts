import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { planFigure } from "../../src/render/figure/planFigure.ts";
import { renderFigure } from "../../src/render/renderFigure.ts";
import { measureText } from "../../src/render/text/measure.ts";
import { decodePng, type DecodedPng } from "./decodePng.ts";
import { FIGURES } from "./figureCases.ts";
import { figureOptions } from "./landscapes.ts";
import { textsOfPixels } from "./textsOfPixels.ts";

const SCALE = 2;
/** Of the channels' differences outside the texts, of 255: edges are smoothed in other ways. */
const MOST_ON_AVERAGE = 3;
/** Share of the pixels that may differ by more than `VISIBLE`. */
const MOST_VISIBLE = 0.02;
const VISIBLE = 64;

const folder = mkdtempSync(join(tmpdir(), "pictures-"));
const hasProgram = (name: string, ...args: string[]) => spawnSync(name, args).status === 0;

/** Programs that draw a file of a format as PNG, `SCALE` pixels a unit. A machine may lack one. */
const VIEWERS: Record<string, { format: "svg" | "pdf"; has: boolean; draw: Draw }> = {
  librsvg: {
    format: "svg",
    has: hasProgram("rsvg-convert", "--version"),
    draw: (from, to) => execFileSync("rsvg-convert", ["-z", String(SCALE), from, "-o", to]),
  },
  poppler: {
    format: "pdf",
    has: hasProgram("pdftoppm", "-v"),
    draw: (from, to, { width, height }) =>
      execFileSync("pdftoppm", [
        ...["-scale-to-x", String(width), "-scale-to-y", String(height)],
        ...["-png", "-singlefile", from, to.slice(0, -4)],
      ]),
  },
  Chromium: {
    format: "svg",
    has: hasProgram("chromium", "--version"),
    draw: (from, to, { width, height }) =>
      execFileSync(
        "chromium",
        [
          ...["--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars"],
          `--user-data-dir=${join(folder, "chromium")}`,
          `--force-device-scale-factor=${SCALE}`,
          `--window-size=${width / SCALE},${height / SCALE}`,
          ...[`--screenshot=${to}`, `file://${from}`],
        ],
        { stdio: "ignore" },
      ),
  },
};

type Draw = (from: string, to: string, size: { width: number; height: number }) => void;

const NAMES = [
  ...["explain", "a path that swings", "a cut behind hills", "hole", "mesh"],
  ...["contour map with cut and hole", "from below"],
];

/** What the viewers' pictures are compared with. */
async function drawPixels(name: string) {
  const { panels, options } = FIGURES[name];
  const given = figureOptions({ ...options, scale: SCALE });
  const png = decodePng(await renderFigure(panels, given));
  const { texts } = await planFigure(panels, given, measureText);
  return { png, textAt: textsOfPixels(png.width, png.height, texts, SCALE) };
}
const pixelsOf = new Map<string, ReturnType<typeof drawPixels>>();

/** The same for all viewers, drawn once. */
function expectedPixels(name: string): ReturnType<typeof drawPixels> {
  const expected = pixelsOf.get(name) ?? drawPixels(name);
  pixelsOf.set(name, expected);
  return expected;
}

describe.each(Object.entries(VIEWERS))("by %s", (viewer, { format, has, draw }) => {
  test.skipIf(!has).each(viewer === "Chromium" ? NAMES.slice(0, 1) : NAMES)(
    "%s is the picture that PNG is",
    async (name) => {
      const { panels, options } = FIGURES[name];
      const { png, textAt } = await expectedPixels(name);
      const [file, drawn] = [join(folder, `${viewer}.${format}`), join(folder, `${viewer}.png`)];
      writeFileSync(file, await renderFigure(panels, figureOptions({ ...options, format })));
      draw(file, drawn, png);
      const { mean, visible } = difference(png, decodePng(readFileSync(drawn)), textAt);
      expect(mean).toBeLessThan(MOST_ON_AVERAGE);
      expect(visible).toBeLessThan(MOST_VISIBLE);
    },
    60_000,
  );
});

test.skipIf(!hasProgram("pdftotext", "-v"))("pdftotext finds all the texts of a PDF", async () => {
  const { panels, options } = FIGURES["contour map"];
  const given = figureOptions({ ...options, format: "pdf" });
  const { texts } = await planFigure(panels, given, measureText);
  const file = join(folder, "texts.pdf");
  writeFileSync(file, await renderFigure(panels, given));
  const found = execFileSync("pdftotext", [file, "-"]).toString();
  for (const { text } of texts) expect(found).toContain(text);
});

/** How two pictures on white differ outside their texts. */
function difference(
  a: DecodedPng,
  b: DecodedPng,
  textAt: Int16Array,
): { mean: number; visible: number } {
  expect([b.width, b.height]).toEqual([a.width, a.height]);
  let sum = 0;
  let count = 0;
  let visible = 0;
  for (let pixel = 0; pixel < textAt.length; pixel++) {
    if (textAt[pixel] >= 0) continue;
    let most = 0;
    for (let k = 0; k < 3; k++) {
      const here = Math.abs(a.pixels[a.channels * pixel + k] - b.pixels[b.channels * pixel + k]);
      sum += here / 3;
      most = Math.max(most, here);
    }
    count++;
    if (most > VISIBLE) visible++;
  }
  return { mean: sum / count, visible: visible / count };
}
