import type { ImageFormat } from "./imageFormat.ts";
import { Seal } from "./seal.ts";
import { element, escapeXml, unescapeXml } from "./svg/xml.ts";

const seal = new Seal((digest) => Buffer.from(`<!-- sha256 ${digest} -->\n`));

/** The beginning of identifiers until the content is known, and where they stand. */
const PREFIX = "f-";
const IDENTIFIERS = /( id="|="url\(#)f-/g;
const NAMESPACES = {
  xmlns: "http://www.w3.org/2000/svg",
  "xmlns:xlink": "http://www.w3.org/1999/xlink",
};
const TEXT_STYLE = {
  "font-family": "Inter, 'Helvetica Neue', Helvetica, Arial, 'Liberation Sans', sans-serif",
  "text-anchor": "middle",
  "xml:space": "preserve",
};

export const SVG: ImageFormat = {
  extensions: [".svg"],
  mediaType: "image/svg+xml",
  isVector: true,
  async createPage({ width, height }) {
    const { SvgDrawing } = await import("./svg/SvgDrawing.ts");
    const drawing = new SvgDrawing(PREFIX);
    return {
      drawing,
      async encode({ title, description }, metadata) {
        const { createHash } = await import("node:crypto");
        const elements = drawing.elements();
        // Two figures in one page do not share a name.
        const own = `f${createHash("sha256").update(elements).digest("hex").slice(0, 8)}-`;
        const size = { width, height, viewBox: `0 0 ${width} ${height}` };
        const content = [
          "",
          element("title", {}, escapeXml(title)),
          element("desc", {}, escapeXml(description)),
          ...metadataBlock(metadata),
          elements.replace(IDENTIFIERS, `$1${own}`),
          "",
        ].join("\n");
        const svg = element("svg", { ...NAMESPACES, ...size, ...TEXT_STYLE, role: "img" }, content);
        const bytes = Buffer.from(`<?xml version="1.0" encoding="UTF-8"?>\n${svg}\n`, "utf8");
        const hasMetadata = Object.keys(metadata).length > 0;
        return hasMetadata ? seal.put(bytes, bytes.lastIndexOf("</svg>")) : bytes;
      },
    };
  },

  isUnchanged: (bytes) => seal.holds(bytes),

  async readMetadata(bytes) {
    const text = bytes.toString("utf8");
    if (!text.trimEnd().endsWith("</svg>")) return {};
    const block = /<metadata>([^]*?)<\/metadata>/.exec(text)?.[1] ?? "";
    const entries = block.matchAll(/<entry key="([^"]*)">([^<]*)<\/entry>/g);
    return Object.fromEntries(
      Array.from(entries, ([, key, value]) => [unescapeXml(key), unescapeXml(value)]),
    );
  },
};

function metadataBlock(metadata: Record<string, string>): string[] {
  const items = Object.entries(metadata).map(([key, value]) =>
    element("entry", { key }, escapeXml(value)),
  );
  const figure = element("figure", { xmlns: "urn:loss-landscape" }, items.join(""));
  return items.length > 0 ? [element("metadata", {}, figure)] : [];
}
