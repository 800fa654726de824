import { readFile } from "node:fs/promises";
import { inflateSync } from "node:zlib";
import type { FigureFormat } from "../../render/figureOptions.ts";

/**
 * What an existing picture records of its making, or nothing where there is no
 * such file, where it is not whole, or where it records nothing.
 */
export async function recordedMetadata(
  file: string,
  format: FigureFormat,
): Promise<Record<string, string>> {
  const bytes = await readFile(file).catch(() => Buffer.alloc(0));
  return READERS[format](bytes);
}

const READERS: Record<FigureFormat, (bytes: Buffer) => Record<string, string>> = {
  png: ofPng,
  svg: ofSvg,
  pdf: ofPdf,
};

const PNG_SIGNATURE_BYTES = 8;
const PNG_CHUNK_FRAME_BYTES = 12;

function ofPng(bytes: Buffer): Record<string, string> {
  const found: Record<string, string> = {};
  let at = PNG_SIGNATURE_BYTES;
  while (at + PNG_CHUNK_FRAME_BYTES <= bytes.length) {
    const length = bytes.readUInt32BE(at);
    const type = bytes.toString("latin1", at + 4, at + 8);
    if (type === "IEND") return found;
    if (type === "tEXt") {
      const text = bytes.toString("latin1", at + 8, at + 8 + length);
      const end = text.indexOf("\0");
      found[text.slice(0, end)] = text.slice(end + 1);
    }
    at += PNG_CHUNK_FRAME_BYTES + length;
  }
  return {};
}

function ofSvg(bytes: Buffer): Record<string, string> {
  const text = bytes.toString("utf8");
  if (!text.trimEnd().endsWith("</svg>")) return {};
  const block = /<metadata>([^]*?)<\/metadata>/.exec(text)?.[1] ?? "";
  const entries = block.matchAll(/<entry key="([^"]*)">([^<]*)<\/entry>/g);
  return Object.fromEntries(
    Array.from(entries, ([, key, value]) => [unescapeXml(key), unescapeXml(value)]),
  );
}

const XML_ENTITIES: Record<string, string> = { lt: "<", gt: ">", quot: '"', apos: "'", amp: "&" };

function unescapeXml(text: string): string {
  return text.replace(/&(lt|gt|quot|apos|amp);/g, (_, name: string) => XML_ENTITIES[name]);
}

function ofPdf(bytes: Buffer): Record<string, string> {
  const text = bytes.toString("latin1");
  if (!text.trimEnd().endsWith("%%EOF")) return {};
  const fields = [text, ...objectStreams(bytes, text)].find((part) => part.includes("/Keywords"));
  const rest = fields && pdfString(fields, "Keywords");
  const creator = fields && pdfString(fields, "Creator");
  if (rest === undefined || creator === undefined) return {};
  try {
    return { Software: creator, ...(JSON.parse(rest) as Record<string, string>) };
  } catch {
    return {};
  }
}

/** Newer versions of Cairo keep a document's fields in compressed streams of objects. */
function objectStreams(bytes: Buffer, text: string): string[] {
  return Array.from(text.matchAll(/\/ObjStm\b[^]*?\bstream\r?\n/g), (head) => {
    const start = head.index + head[0].length;
    const end = text.indexOf("endstream", start);
    try {
      return inflateSync(bytes.subarray(start, end)).toString("latin1");
    } catch {
      return "";
    }
  });
}

function pdfString(fields: string, name: string): string | undefined {
  const value = new RegExp(
    `/${name}\\s*(?:<([0-9A-Fa-f\\s]*)>|\\(((?:[^\\\\()]|\\\\[^])*)\\))`,
  ).exec(fields);
  if (!value) return undefined;
  const [, hexadecimal, literal] = value;
  if (literal !== undefined) return literal.replace(/\\([^])/g, "$1");
  const utf16 = Buffer.from(hexadecimal.replace(/\s/g, ""), "hex").subarray(2);
  return utf16
    .subarray(0, utf16.length & ~1)
    .swap16()
    .toString("utf16le");
}
