import { createCanvas } from "canvas";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { encodePng } from "../../src/render/formats/encodePng.ts";
import { decodePng } from "./decodePng.ts";

/** Cairo's bytes of pixels given as red, green, blue, alpha, premultiplied already. */
function premultiplied(pixels: number[][]): Uint8Array {
  return Uint8Array.from(pixels.flatMap(([r, g, b, a]) => [b, g, r, a]));
}

describe("an opaque image", () => {
  test("keeps every pixel, in three channels", async () => {
    const pixels = [
      [255, 0, 0, 255],
      [0, 255, 0, 255],
      [0, 0, 255, 255],
      [0, 0, 0, 255],
      [1, 2, 3, 255],
      [254, 253, 252, 255],
    ];
    const png = decodePng(await encodePng(premultiplied(pixels), 3, 2, 96, {}));
    expect(png).toMatchObject({ width: 3, height: 2, channels: 3 });
    expect([...png.pixels]).toEqual(pixels.flatMap(([r, g, b]) => [r, g, b]));
  });

  test("of any pixels and shape comes back", async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 40 }), fc.infiniteStream(fc.nat(255)), check),
      { numRuns: 50 },
    );
    async function check(width: number, values: Iterator<number>) {
      const height = 1 + (width % 7);
      const pixels = Uint8Array.from({ length: 4 * width * height }, (_, k) =>
        k % 4 === 3 ? 255 : values.next().value,
      );
      const png = decodePng(await encodePng(pixels, width, height, 96, {}));
      for (let p = 0; p < width * height; p++) {
        expect([...png.pixels.subarray(3 * p, 3 * p + 3)]).toEqual(
          [...pixels.subarray(4 * p, 4 * p + 3)].reverse(),
        );
      }
    }
  });

  test("of any size comes back", async () => {
    const [width, height] = [701, 503];
    const pixels = Uint8Array.from({ length: 4 * width * height }, (_, k) =>
      k % 4 === 3 ? 255 : (k * k * 7 + (k >> 9)) & 255,
    );
    const png = decodePng(await encodePng(pixels, width, height, 96, {}));
    for (let p = 0, wrong = 0; p < width * height; p++) {
      for (let c = 0; c < 3; c++) if (png.pixels[3 * p + c] !== pixels[4 * p + 2 - c]) wrong++;
      if (p === width * height - 1) expect(wrong).toBe(0);
    }
  });
});

describe("a transparent image", () => {
  test("has straight alpha in a fourth channel", async () => {
    const pixels = [
      [0, 0, 0, 0],
      [64, 32, 0, 128],
      [255, 255, 255, 255],
      [1, 1, 1, 1],
    ];
    const png = decodePng(await encodePng(premultiplied(pixels), 2, 2, 96, {}));
    expect(png.channels).toBe(4);
    const straight = [
      [0, 0, 0, 0],
      [128, 64, 0, 128],
      [255, 255, 255, 255],
      [255, 255, 255, 1],
    ];
    expect([...png.pixels]).toEqual(straight.flat());
  });

  test("agrees with node-canvas's own encoder", async () => {
    const canvas = createCanvas(60, 40);
    const context = canvas.getContext("2d");
    context.fillStyle = "rgba(200, 100, 50, 0.5)";
    context.arc(30, 20, 15.3, 0, 7);
    context.fill();
    const ours = decodePng(await encodePng(canvas.toBuffer("raw"), 60, 40, 96, {}));
    const theirs = decodePng(canvas.toBuffer("image/png"));
    expect(theirs.channels).toBe(4);
    for (let k = 0; k < ours.pixels.length; k++) {
      // Of a nearly transparent pixel the colour is a matter of rounding.
      const alpha = theirs.pixels[k | 3];
      expect(Math.abs(ours.pixels[k] - theirs.pixels[k])).toBeLessThanOrEqual(
        Math.ceil(255 / Math.max(alpha, 1)),
      );
    }
  });
});

describe("what else the file holds", () => {
  const chunk = async (type: string, density: number, text: Record<string, string>) => {
    const png = decodePng(await encodePng(premultiplied([[0, 0, 0, 255]]), 1, 1, density, text));
    return png.chunks.filter((each) => each.type === type).map(({ data }) => data);
  };

  test("is the chunks that every PNG needs, in order", async () => {
    const bytes = await encodePng(premultiplied([[0, 0, 0, 255]]), 1, 1, 96, { Software: "s" });
    const types = decodePng(bytes).chunks.map(({ type }) => type);
    expect(types).toEqual(["IHDR", "pHYs", "tEXt", "IDAT", "dgST", "IEND"]);
  });

  test.each([
    [96, 3780],
    [192, 7559],
    [48, 1890],
  ])("is the resolution: %d pixels an inch are %d a metre", async (perInch, perMetre) => {
    const [data] = await chunk("pHYs", perInch, {});
    expect([data.readUInt32BE(0), data.readUInt32BE(4), data[8]]).toEqual([perMetre, perMetre, 1]);
  });

  test("is text: a key, a zero byte, Latin-1", async () => {
    const texts = await chunk("tEXt", 96, { Software: "loss-landscape", Title: "Größe" });
    expect(texts.map((data) => data.toString("latin1"))).toEqual([
      "Software\0loss-landscape",
      "Title\0Größe",
    ]);
  });

  test("has one question mark for a letter that Latin-1 lacks", async () => {
    const [data] = await chunk("tEXt", 96, { Title: "λ 😀 \0 end" });
    expect(data.toString("latin1")).toBe("Title\0? ? ? end");
  });
});
