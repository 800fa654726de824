import { crc32, deflate } from "node:zlib";
import { promisify } from "node:util";

const SIGNATURE = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a);
/** Filter "up": a pixel's difference from the one above. */
const FILTER_UP = 2;
/** Of zlib's levels the one that is small and still fast on the pictures drawn here. */
const LEVEL = 3;
const METERS_PER_INCH = 0.0254;

/**
 * Encodes an image as PNG (W3C PNG specification, third edition), eight bits a
 * channel. node-canvas's own encoder takes twice as long and records no text.
 *
 * @param pixels premultiplied BGRA as Cairo keeps them, `width * height * 4` bytes
 * @param text recorded as `tEXt` chunks; characters outside Latin-1 become `?`
 */
export async function encodePng(
  pixels: Uint8Array,
  width: number,
  height: number,
  pixelsPerInch: number,
  text: Record<string, string>,
): Promise<Uint8Array> {
  const isOpaque = everyPixelOpaque(pixels);
  const rows = isOpaque ? filterRgb(pixels, width, height) : filterRgba(pixels, width, height);
  const compressed = await promisify(deflate)(rows, {
    level: LEVEL,
    memLevel: 9,
    chunkSize: 1 << 17,
  });
  const chunks = [
    SIGNATURE,
    chunk("IHDR", header(width, height, isOpaque)),
    chunk("pHYs", density(pixelsPerInch)),
    ...Object.entries(text).map(([key, value]) =>
      chunk("tEXt", Buffer.from(`${key}\0${value.replace(/[^\u0001-\u00ff]/g, "?")}`, "latin1")),
    ),
    chunk("IDAT", compressed),
    chunk("IEND", new Uint8Array(0)),
  ];
  return Buffer.concat(chunks);
}

function header(width: number, height: number, isOpaque: boolean): Uint8Array {
  const data = Buffer.alloc(13);
  data.writeUInt32BE(width, 0);
  data.writeUInt32BE(height, 4);
  data[8] = 8;
  data[9] = isOpaque ? 2 : 6;
  return data;
}

function density(pixelsPerInch: number): Uint8Array {
  const data = Buffer.alloc(9);
  const pixelsPerMeter = Math.round(pixelsPerInch / METERS_PER_INCH);
  data.writeUInt32BE(pixelsPerMeter, 0);
  data.writeUInt32BE(pixelsPerMeter, 4);
  data[8] = 1;
  return data;
}

function chunk(type: string, data: Uint8Array): Uint8Array {
  const bytes = Buffer.alloc(12 + data.length);
  bytes.writeUInt32BE(data.length, 0);
  bytes.write(type, 4, "latin1");
  bytes.set(data, 8);
  bytes.writeUInt32BE(crc32(bytes.subarray(4, 8 + data.length)), 8 + data.length);
  return bytes;
}

function everyPixelOpaque(pixels: Uint8Array): boolean {
  for (let at = 3; at < pixels.length; at += 4) if (pixels[at] !== 255) return false;
  return true;
}

function filterRgb(pixels: Uint8Array, width: number, height: number): Uint8Array {
  const rowBytes = 1 + 3 * width;
  const rows = new Uint8Array(rowBytes * height);
  const colors = asWords(pixels);
  let out = 0;
  for (let y = 0; y < height; y++) {
    rows[out++] = y === 0 ? 0 : FILTER_UP;
    for (let at = y * width, end = at + width; at < end; at++, out += 3) {
      const color = colors[at];
      const above = y === 0 ? 0 : colors[at - width];
      if (color === above) continue;
      rows[out] = (color >> 16) - (above >> 16);
      rows[out + 1] = (color >> 8) - (above >> 8);
      rows[out + 2] = color - above;
    }
  }
  return rows;
}

function filterRgba(pixels: Uint8Array, width: number, height: number): Uint8Array {
  const rowBytes = 1 + 4 * width;
  const rows = new Uint8Array(rowBytes * height);
  const straight = new Uint8Array(2 * 4 * width);
  for (let y = 0; y < height; y++) {
    const here = (y & 1) * 4 * width;
    const above = 4 * width - here;
    for (let x = 0; x < width; x++) {
      const from = 4 * (y * width + x);
      const alpha = pixels[from + 3];
      const to = here + 4 * x;
      straight[to] = alpha === 0 ? 0 : Math.round((255 * pixels[from + 2]) / alpha);
      straight[to + 1] = alpha === 0 ? 0 : Math.round((255 * pixels[from + 1]) / alpha);
      straight[to + 2] = alpha === 0 ? 0 : Math.round((255 * pixels[from]) / alpha);
      straight[to + 3] = alpha;
    }
    const out = y * rowBytes;
    rows[out] = y === 0 ? 0 : FILTER_UP;
    for (let k = 0; k < 4 * width; k++) {
      rows[out + 1 + k] = straight[here + k] - (y === 0 ? 0 : straight[above + k]);
    }
  }
  return rows;
}

function asWords(pixels: Uint8Array): Int32Array {
  const aligned = pixels.byteOffset % 4 === 0 ? pixels : pixels.slice();
  return new Int32Array(aligned.buffer, aligned.byteOffset, aligned.length / 4);
}
