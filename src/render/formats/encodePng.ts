import { crc32, deflateSync } from "node:zlib";
import { Seal } from "./seal.ts";

const SIGNATURE = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a);
/** Filter "sub": a pixel's difference from the one to its left. */
const FILTER_SUB = 1;
/** Of zlib's levels the fastest: the next ones cost twice the time for a tenth of the size. */
const LEVEL = 1;
/** Room for the rows of larger images is not kept. */
const MOST_KEPT_BYTES = 1 << 24;
const METERS_PER_INCH = 0.0254;

/** A chunk of this program's own, which editors that change the image have to leave out. */
export const PNG_SEAL = new Seal((digest) => chunk("dgST", Buffer.from(digest)));

/**
 * Encodes an image as PNG (W3C PNG specification, third edition), eight bits a
 * channel. node-canvas's own encoder takes several times as long and records no
 * text.
 *
 * @param pixels premultiplied BGRA as Cairo keeps them, `width * height * 4` bytes
 * @param text recorded as `tEXt` chunks; characters outside Latin-1 become `?`;
 *   where there is any, the file is sealed
 */
export async function encodePng(
  pixels: Uint8Array,
  width: number,
  height: number,
  pixelsPerInch: number,
  text: Record<string, string>,
): Promise<Uint8Array> {
  // The background covers the whole image: where it is opaque, everything is.
  const isOpaque = pixels[3] === 255;
  const rows = isOpaque
    ? filterOpaque(pixels, width, height)
    : filterTransparent(pixels, width, height);
  // At once: a stream of strips on another thread took more time to hand them over than it won.
  const compressed = deflateSync(rows, { level: LEVEL, memLevel: 9, chunkSize: 1 << 19 });
  const end = chunk("IEND", new Uint8Array(0));
  const bytes = Buffer.concat([
    SIGNATURE,
    chunk("IHDR", header(width, height, isOpaque)),
    chunk("pHYs", density(pixelsPerInch)),
    ...Object.entries(text).map(([key, value]) =>
      chunk("tEXt", Buffer.from(`${key}\0${inLatin1(value)}`, "latin1")),
    ),
    chunk("IDAT", compressed),
    end,
  ]);
  const hasText = Object.keys(text).length > 0;
  return hasText ? PNG_SEAL.put(bytes, bytes.length - end.length) : bytes;
}

function inLatin1(text: string): string {
  return text.replaceAll("\0", "?").replace(/[^\0-\xff]/gu, "?");
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

let keptRows = new Uint8Array(0);

/** So many zeros; the room of the image before, where it is as large. */
function emptyRows(size: number): Uint8Array {
  if (keptRows.length === size) return keptRows.fill(0);
  const rows = new Uint8Array(size);
  if (size <= MOST_KEPT_BYTES) keptRows = rows;
  return rows;
}

/** Rows of red, green, blue. */
function filterOpaque(pixels: Uint8Array, width: number, height: number): Uint8Array {
  const rows = emptyRows((1 + 3 * width) * height);
  const colors = asWords(pixels);
  let out = 0;
  for (let y = 0, at = 0; y < height; y++) {
    rows[out++] = FILTER_SUB;
    let left = 0;
    for (const end = at + width; at < end; at++, out += 3) {
      const color = colors[at];
      if (color === left) continue;
      rows[out] = (color >> 16) - (left >> 16);
      rows[out + 1] = (color >> 8) - (left >> 8);
      rows[out + 2] = color - left;
      left = color;
    }
  }
  return rows;
}

/** Rows of red, green, blue, alpha, no longer premultiplied. */
function filterTransparent(pixels: Uint8Array, width: number, height: number): Uint8Array {
  const rows = emptyRows((1 + 4 * width) * height);
  let out = 0;
  for (let y = 0; y < height; y++) {
    rows[out++] = FILTER_SUB;
    let [leftRed, leftGreen, leftBlue, leftAlpha] = [0, 0, 0, 0];
    for (let at = 4 * y * width, end = at + 4 * width; at < end; at += 4, out += 4) {
      const alpha = pixels[at + 3];
      const undo = alpha === 0 ? 0 : 255 / alpha;
      const red = Math.round(undo * pixels[at + 2]);
      const green = Math.round(undo * pixels[at + 1]);
      const blue = Math.round(undo * pixels[at]);
      rows[out] = red - leftRed;
      rows[out + 1] = green - leftGreen;
      rows[out + 2] = blue - leftBlue;
      rows[out + 3] = alpha - leftAlpha;
      [leftRed, leftGreen, leftBlue, leftAlpha] = [red, green, blue, alpha];
    }
  }
  return rows;
}

function asWords(pixels: Uint8Array): Int32Array {
  const aligned = pixels.byteOffset % 4 === 0 ? pixels : pixels.slice();
  return new Int32Array(aligned.buffer, aligned.byteOffset, aligned.length / 4);
}
