import { crc32, inflateSync } from "node:zlib";

export interface DecodedPng {
  width: number;
  height: number;
  channels: number;
  /** Red, green, blue and, with four channels, straight alpha. */
  pixels: Uint8Array;
  chunks: { type: string; data: Buffer }[];
}

/** Reads an eight-bit PNG by its specification, checksums and all five row filters included. */
export function decodePng(bytes: Uint8Array): DecodedPng {
  const file = Buffer.from(bytes);
  if (file.subarray(0, 8).toString("hex") !== "89504e470d0a1a0a") throw new Error("no PNG");
  const chunks: DecodedPng["chunks"] = [];
  for (let at = 8; at < file.length;) {
    const length = file.readUInt32BE(at);
    const body = file.subarray(at + 4, at + 8 + length);
    if (crc32(body) !== file.readUInt32BE(at + 8 + length)) throw new Error("wrong checksum");
    chunks.push({ type: body.toString("latin1", 0, 4), data: body.subarray(4) });
    at += 12 + length;
  }
  const header = chunks[0].data;
  const [width, height] = [header.readUInt32BE(0), header.readUInt32BE(4)];
  const channels = header[9] === 6 ? 4 : 3;
  const image = Buffer.concat(chunks.filter(({ type }) => type === "IDAT").map(({ data }) => data));
  const rows = inflateSync(image);
  const rowBytes = width * channels;
  if (rows.length !== (rowBytes + 1) * height) throw new Error("wrong length");
  const pixels = new Uint8Array(rowBytes * height);
  const above = new Uint8Array(rowBytes + channels);
  for (let y = 0; y < height; y++) {
    const filter = rows[y * (rowBytes + 1)];
    const start = y * rowBytes;
    const filtered = rows.subarray(start + y + 1, start + y + 1 + rowBytes);
    for (let k = 0; k < rowBytes; k++) {
      const left = k >= channels ? pixels[start + k - channels] : 0;
      pixels[start + k] = filtered[k] + predict(filter, left, above[channels + k], above[k]);
    }
    above.set(pixels.subarray(start, start + rowBytes), channels);
  }
  return { width, height, channels, pixels, chunks };
}

function predict(filter: number, left: number, above: number, corner: number): number {
  if (filter === 0) return 0;
  if (filter === 1) return left;
  if (filter === 2) return above;
  if (filter === 3) return (left + above) >> 1;
  return paeth(left, above, corner);
}

function paeth(left: number, above: number, corner: number): number {
  const estimate = left + above - corner;
  const distances = [left, above, corner].map((value) => Math.abs(estimate - value));
  const nearest = Math.min(...distances);
  return [left, above, corner][distances.indexOf(nearest)];
}
