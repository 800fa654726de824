import { InputError } from "../../core/errors.ts";
import { shown } from "../../core/wording.ts";
import type { ImageFormat } from "./imageFormat.ts";
import { Seal } from "./seal.ts";

/** A comment, where offsets into the file no longer count. */
const seal = new Seal((digest) => Buffer.from(`% sha256 ${digest}\n`));

export const PDF: ImageFormat = {
  extensions: [".pdf"],
  mediaType: "application/pdf",
  isVector: true,
  // The program as the document's creator, the rest of the metadata as JSON in its
  // keywords, and a date that does not depend on the clock (`SOURCE_DATE_EPOCH`,
  // reproducible-builds.org, or the beginning of 1970).
  async createPage(size) {
    const { createPdfCanvas } = await import("./canvases.ts");
    const { canvas, drawing } = createPdfCanvas(size);
    return {
      drawing,
      async encode({ title, description }, { Software: creator, ...rest }) {
        const date = new Date(sourceDate(process.env.SOURCE_DATE_EPOCH) * 1000);
        const hasMetadata = Object.keys(rest).length > 0;
        const bytes = canvas.toBuffer("application/pdf", {
          ...{ title, subject: description, creator },
          keywords: hasMetadata ? JSON.stringify(rest) : undefined,
          creationDate: date,
          modDate: date,
        });
        return hasMetadata ? seal.put(bytes, bytes.lastIndexOf("startxref")) : bytes;
      },
    };
  },

  isUnchanged: (bytes) => seal.holds(bytes),

  async readMetadata(bytes) {
    const text = bytes.toString("latin1");
    if (!text.trimEnd().endsWith("%%EOF")) return {};
    const parts = [text, ...(await objectStreams(bytes, text))];
    const fields = parts.find((part) => part.includes("/Keywords"));
    const rest = fields && pdfString(fields, "Keywords");
    const creator = fields && pdfString(fields, "Creator");
    if (rest === undefined || creator === undefined) return {};
    try {
      return { Software: creator, ...(JSON.parse(rest) as Record<string, string>) };
    } catch {
      return {};
    }
  },
};

/** The last second of the year 9999: a PDF's dates have four digits for the year. */
const LAST_SECOND = 253402300799;

/** @throws InputError where it is not a number of seconds that a PDF's date can hold */
function sourceDate(text = ""): number {
  const seconds = Number(text);
  if (text === "" || (/^\d+$/.test(text) && seconds <= LAST_SECOND)) return seconds;
  throw new InputError(
    `SOURCE_DATE_EPOCH ${shown(text)}: expected whole seconds from 0 to ${LAST_SECOND}`,
  );
}

/** Newer versions of Cairo keep a document's fields in compressed streams of objects. */
async function objectStreams(bytes: Buffer, text: string): Promise<string[]> {
  const { inflateSync } = await import("node:zlib");
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
