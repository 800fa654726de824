import { inflateSync } from "node:zlib";

/** What the page draws: the streams that hold no image or font, inflated. */
export function pageContents(bytes: Uint8Array): string {
  const pdf = Buffer.from(bytes);
  const text = pdf.toString("latin1");
  let contents = "";
  for (const match of text.matchAll(/stream\r?\n/g)) {
    const start = match.index + match[0].length;
    const end = text.indexOf("endstream", start);
    try {
      contents += inflateSync(pdf.subarray(start, end)).toString("latin1");
    } catch {
      // Not a compressed stream.
    }
  }
  return contents;
}

export interface EmbeddedImage {
  jpeg: Buffer;
  x: number;
  y: number;
  width: number;
  height: number;
}

/** The images of an SVG, and where they stand. */
export function imagesOf(svg: string): EmbeddedImage[] {
  return Array.from(svg.matchAll(/<image ([^>]*)>/g), ([, attributes]) => {
    const length = (name: string) =>
      Number(new RegExp(`\\b${name}="([^"]+)"`).exec(attributes)?.[1]);
    const [, base64] = attributes.match(/base64,([^"]+)"/) ?? [];
    const jpeg = Buffer.from(base64, "base64");
    return {
      jpeg,
      x: length("x"),
      y: length("y"),
      width: length("width"),
      height: length("height"),
    };
  });
}
