import { decode } from "jpeg-js";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { FigureGiven } from "../../src/render/figure/figureOptions.ts";
import { namesOf } from "../../src/core/options/texts.ts";
import { IMAGE_FORMATS } from "../../src/render/formats/imageFormats.ts";
import { renderFigure } from "../../src/render/renderFigure.ts";
import { measureText } from "../../src/render/text/measure.ts";
import { decodePng } from "./decodePng.ts";
import { bowl, figureOptions, fromFunction } from "./landscapes.ts";
import { tutorialPanels } from "./tutorial.ts";
import { imagesOf, pageContents } from "./vectorFiles.ts";

const panels = [
  fromFunction(bowl, 21, { title: "Loss & <surface>" }),
  fromFunction((x, y) => x - y, 9, { title: "Slope" }),
];
const metadata = {
  Software: "loss-landscape 0.1.0",
  Spec: '{"seed":0,"note":"a <b> & \\"c\\" ]]>"}',
};

function draw(changes: FigureGiven, metadata?: Record<string, string>): Promise<Uint8Array> {
  return renderFigure(panels, figureOptions(changes), metadata);
}

const texts = new Map<string, Promise<string>>();

/** A figure's bytes as text; drawn once, for all who ask something of it. */
function drawText(changes: FigureGiven, metadata?: Record<string, string>): Promise<string> {
  const key = JSON.stringify([changes, metadata, process.env.SOURCE_DATE_EPOCH]);
  const text =
    texts.get(key) ??
    draw(changes, metadata).then((bytes) => Buffer.from(bytes).toString("latin1"));
  texts.set(key, text);
  return text;
}

describe.each(namesOf(IMAGE_FORMATS))("%s", (format) => {
  test("has the same bytes each time, whatever was drawn in between", async () => {
    const options = { format, contours: 5, colorbar: true };
    const first = Buffer.from(await draw(options, metadata));
    for (const other of namesOf(IMAGE_FORMATS))
      await draw({ format: other, theme: "dark", mesh: 5 });
    expect(first.equals(await draw(options, metadata))).toBe(true);
  });

  test("drawn at once with others has the same bytes", async () => {
    const alone = Buffer.from(await draw({ format }));
    const together = await Promise.all([
      draw({ format, theme: "dark" }),
      draw({ format }),
      draw({ format, elevation: 60 }),
    ]);
    expect(alone.equals(together[1])).toBe(true);
  });

  test("reads its metadata back, and sees any byte that changed", async () => {
    const { readMetadata, isUnchanged } = IMAGE_FORMATS[format];
    const bytes = Buffer.from(await draw({ format, width: 400, height: 300 }, metadata));
    expect(await readMetadata(bytes)).toMatchObject(metadata);
    expect(await isUnchanged(bytes)).toBe(true);
    for (const place of [0.2, 0.5, 0.8].map((share) => Math.floor(share * bytes.length))) {
      const changed = Buffer.from(bytes);
      changed[place] ^= 1;
      expect(await isUnchanged(changed)).toBe(false);
    }
    for (const length of [0, 7, 20, bytes.length >> 1, bytes.length - 30]) {
      expect(await isUnchanged(bytes.subarray(0, length))).toBe(false);
      expect(await readMetadata(bytes.subarray(0, length))).toEqual({});
    }
    const bare = Buffer.from(await draw({ format, width: 400, height: 300 }));
    expect(await isUnchanged(bare)).toBe(false);
    const { Software, Spec } = await readMetadata(bare);
    expect([Software, Spec]).toEqual([undefined, undefined]);
  });

  test("without metadata records none", async () => {
    const file = await drawText({ format });
    expect(file).not.toMatch(/Software|Spec|<metadata|\/Keywords|tEXt/);
  });
});

describe("PNG", () => {
  test("records the metadata and its resolution", async () => {
    const { chunks, width, height } = decodePng(await draw({ scale: 2 }, metadata));
    expect([width, height]).toEqual([960, 520]);
    const texts = chunks.filter(({ type }) => type === "tEXt").map(({ data }) => String(data));
    expect(texts).toEqual(Object.entries(metadata).map(([key, value]) => `${key}\0${value}`));
    const density = chunks.find(({ type }) => type === "pHYs")?.data.readUInt32BE(0);
    expect(density).toBe(Math.round((2 * 96) / 0.0254));
  });

  test.each([0.5, 1, 1.37, 4])("at scale %d has its whole size", async (scale) => {
    const { width, height } = decodePng(await draw({ scale, width: 401, height: 251 }));
    expect([width, height]).toEqual([Math.round(401 * scale), Math.round(251 * scale)]);
  });

  test("is opaque on a background and transparent on none", async () => {
    expect(decodePng(await draw({})).channels).toBe(3);
    const { channels, pixels } = decodePng(await draw({ background: "none" }));
    expect(channels).toBe(4);
    expect([...pixels.subarray(0, 4)]).toEqual([0, 0, 0, 0]);
    const pink = decodePng(await draw({ background: "#ff00aa" }));
    expect([...pink.pixels.subarray(0, 3)]).toEqual([255, 0, 170]);
  });
});

describe("SVG", () => {
  test("is as large as asked for", async () => {
    const svg = await drawText({ format: "svg" });
    const [root] = svg.match(/<svg\b[^>]*>/) ?? [""];
    expect(root).toMatch(/width="480(px)?"/);
    expect(root).toMatch(/height="260(px)?"/);
    expect(root).toMatch(/viewBox="0 0 480 260"/);
  });

  test("keeps text as text of a measured length, in a font with others to fall back on", async () => {
    const svg = await drawText({ format: "svg" });
    expect(svg).toMatch(/<svg\b[^>]*font-family="Inter, [^"]*sans-serif"/);
    const [, size, length] =
      svg.match(/font-size="([\d.]+)" textLength="([\d.]+)"[^>]*>Loss &amp; &lt;surface&gt;</) ??
      [];
    expect(Number(length)).toBeCloseTo(measureText("Loss & <surface>", Number(size)), 0);
    expect(svg).not.toContain("<use");
  });

  test("says what it is to those who cannot see it", async () => {
    const svg = await drawText({ format: "svg" });
    expect(svg).toMatch(/<svg\b[^>]*role="img"/);
    expect(svg).toContain("<title>Loss &amp; &lt;surface&gt; | Slope</title>");
    const [, description] = svg.match(/<desc>(.*?)<\/desc>/) ?? [];
    expect(description).toContain("MSE Loss from 1 to 9 over Weight 1 from");
    expect(await drawText({ format: "svg", title: "Both" })).toContain("<title>Both</title>");
  });

  test("embeds each surface at 300 dpi, within its panel", async () => {
    const images = imagesOf(await drawText({ format: "svg" }));
    expect(images).toHaveLength(panels.length);
    images.forEach(({ jpeg, x, y, width, height }, panel) => {
      const pixels = decode(jpeg);
      expect(pixels.width / width).toBeCloseTo(300 / 96, 2);
      expect(pixels.height / height).toBeCloseTo(300 / 96, 2);
      expect(x).toBeGreaterThan(240 * panel);
      expect(x + width).toBeLessThanOrEqual(240 * (panel + 1));
      expect(width).toBeGreaterThan(100);
      expect(y + height).toBeLessThanOrEqual(260);
    });
  });

  test("has lines on the surface as lines: none where there are none", async () => {
    const linesOf = async (given: FigureGiven) => {
      const svg = await drawText({ format: "svg", ...given });
      return [...svg.matchAll(/<path [^>]*stroke-opacity="([\d.]+)"/g)].map(
        ([, opacity]) => opacity,
      );
    };
    expect(await linesOf({})).toEqual([]);
    expect(await linesOf({ contours: 6 })).toContain("0.45");
    // Where the surface is nearly clear, lines behind it show, fainter than those before it.
    const mesh = await linesOf({ mesh: 8, alpha: 0.4 });
    expect(mesh).toContain("0.3");
    expect(mesh).toContain("0.18");
  });

  test("keeps the tutorial's figure below 250 KB", async () => {
    const options = { format: "svg", width: 1400, height: 600 } as const;
    const bytes = await renderFigure(tutorialPanels(), figureOptions(options), metadata);
    expect(bytes.length).toBeLessThan(250_000);
  });

  test("holds the metadata, escaped", async () => {
    const svg = await drawText({ format: "svg" }, metadata);
    const [, block] = svg.match(/<metadata>(.*?)<\/metadata>/s) ?? [];
    expect(block).toContain("loss-landscape 0.1.0");
    const [, spec] = block.match(/key="Spec">([^<]*)</) ?? [];
    const unescaped = spec
      .replaceAll("&lt;", "<")
      .replaceAll("&gt;", ">")
      .replaceAll("&quot;", '"')
      .replaceAll("&amp;", "&");
    expect(unescaped).toBe(metadata.Spec);
  });

  test("shares no identifier with another figure in the same page", async () => {
    const idsOf = async (given: FigureGiven) =>
      [...(await drawText({ format: "svg", ...given })).matchAll(/\bid="([^"]+)"/g)].map(
        ([, id]) => id,
      );
    const [light, dark] = [await idsOf({}), await idsOf({ theme: "dark" })];
    expect(light.length).toBeGreaterThan(0);
    expect(light.filter((id) => dark.includes(id))).toEqual([]);
  });

  test("has no identifier twice and none that is missing", async () => {
    const svg = await drawText({ format: "svg", contours: 5, colorbar: true });
    const ids = [...svg.matchAll(/\bid="([^"]+)"/g)].map(([, id]) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const [, used] of svg.matchAll(/(?:href="#|url\(#)([^")]+)/g)) expect(ids).toContain(used);
  });
});

describe("PDF", () => {
  beforeEach(() => void vi.stubEnv("SOURCE_DATE_EPOCH", undefined));
  afterEach(() => void vi.unstubAllEnvs());

  test("is one page of the size asked for, in points", async () => {
    const pdf = await drawText({ format: "pdf" });
    expect(pdf.startsWith("%PDF-")).toBe(true);
    expect(pdf).toMatch(/\/MediaBox \[ ?0 0 360 195 ?\]/);
    expect(pdf.match(/\/Type \/Page\b/g)).toHaveLength(1);
  });

  test("embeds the font, and letters as letters", async () => {
    const pdf = await drawText({ format: "pdf" });
    expect(pdf).toMatch(/\/FontFile[23]?\b/);
    expect(pdf).toMatch(/\/BaseFont \/[A-Z]+\+Inter/);
    expect(pageContents(Buffer.from(pdf, "latin1"))).toMatch(/\bT[jJ]\b/);
  });

  test("embeds each surface at 300 dpi, opaque: no mask whose edge could show", async () => {
    const pdf = await drawText({ format: "pdf" });
    const widths = Array.from(pdf.matchAll(/\/Subtype \/Image[^>]*?\/Width (\d+)/gs), ([, width]) =>
      Number(width),
    );
    const inSvg = imagesOf(await drawText({ format: "svg" })).map(({ jpeg }) => decode(jpeg).width);
    expect(widths).toEqual(inSvg);
    expect(pdf).not.toMatch(/\/SMask \d/);
  });

  test("has its title and what it shows among its fields", async () => {
    const pdf = await drawText({ format: "pdf", title: "Both" }, metadata);
    expect(pdf).toMatch(/\/Title \(Both\)/);
    const [, subject] = pdf.match(/\/Subject <FEFF([0-9A-F]+)>/) ?? [];
    const utf16 = Buffer.from(subject, "hex").swap16().toString("utf16le");
    expect(utf16).toMatch(/^Loss & <surface>: MSE Loss from 1 to 9 over Weight 1 from −1/);
  });

  test("records the metadata", async () => {
    const pdf = await drawText({ format: "pdf" }, metadata);
    expect(pdf).toContain("loss-landscape 0.1.0");
    expect(pdf).toMatch(/\/Keywords/);
  });

  test("is dated by SOURCE_DATE_EPOCH, and not by the clock", async () => {
    expect(await drawText({ format: "pdf" })).toMatch(/\/CreationDate \((D:)?19700101000000/);
    vi.stubEnv("SOURCE_DATE_EPOCH", "1700000000");
    expect(await drawText({ format: "pdf" })).toMatch(/\/CreationDate \((D:)?20231114221320/);
    vi.stubEnv("SOURCE_DATE_EPOCH", "253402300799");
    expect(await drawText({ format: "pdf" })).toMatch(/\/CreationDate \((D:)?99991231235959/);
  });

  test.each(["253402300800", "99999999999999999", "-1", "1e3", "now"])(
    "refuses SOURCE_DATE_EPOCH %s",
    async (seconds) => {
      vi.stubEnv("SOURCE_DATE_EPOCH", seconds);
      await expect(draw({ format: "pdf" })).rejects.toThrow(
        `SOURCE_DATE_EPOCH ${seconds}: expected whole seconds from 0 to 253402300799`,
      );
    },
  );

  test("takes an empty SOURCE_DATE_EPOCH for none", async () => {
    vi.stubEnv("SOURCE_DATE_EPOCH", "");
    expect(await drawText({ format: "pdf" })).toMatch(/\/CreationDate \((D:)?19700101000000/);
  });
});
