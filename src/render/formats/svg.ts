import type { ImageFormat } from "./imageFormat.ts";
import { Seal } from "./seal.ts";

const seal = new Seal((digest) => Buffer.from(`<!-- sha256 ${digest} -->\n`));

export const SVG: ImageFormat = {
  extensions: [".svg"],
  mediaType: "image/svg+xml",
  isVector: true,
  createCanvas: async (size) => (await import("./canvases.ts")).createVectorCanvas(size, "svg", 1),

  // Completes node-canvas's SVG: its size, metadata, and identifiers of its own.
  async encode(canvas, _, metadata) {
    const svg = withOwnIdentifiers(canvas.toBuffer().toString("utf8")).replace(
      /<svg\b[^>]*>/,
      // A unit is a CSS pixel; Cairo counts in points.
      (tag) => tag.replace(/="([\d.]+)pt"/g, '="$1"') + metadataBlock(metadata),
    );
    const bytes = Buffer.from(svg, "utf8");
    const hasMetadata = Object.keys(metadata).length > 0;
    return hasMetadata ? seal.put(bytes, bytes.lastIndexOf("</svg>")) : bytes;
  },

  isUnchanged: async (bytes) => seal.holds(bytes),

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

function metadataBlock(metadata: Record<string, string>): string {
  const items = Object.entries(metadata).map(
    ([key, value]) => `<entry key="${escapeXml(key)}">${escapeXml(value)}</entry>`,
  );
  if (items.length === 0) return "";
  return `\n<metadata><figure xmlns="urn:loss-landscape">${items.join("")}</figure></metadata>`;
}

/**
 * Identifiers counted from one. Cairo numbers surfaces through the life of a
 * process, which would make the second figure of a batch differ from the same
 * figure drawn alone.
 */
function withOwnIdentifiers(svg: string): string {
  const names = new Map<string, string>();
  const rename = (name: string) => {
    let own = names.get(name);
    if (own === undefined) {
      own = `${name.replace(/[\d-]+$/, "")}-${names.size + 1}`;
      names.set(name, own);
    }
    return own;
  };
  // Not the embedded images: they are long, and hold no identifiers.
  return svg.replace(
    /\bid="([^"]+)"|href="#([^"]+)"|url\(#([^)]+)\)/g,
    (match, id?: string, href?: string, url?: string) => {
      const name = id ?? href ?? url ?? "";
      return match.replace(name, rename(name));
    },
  );
}

const ENTITIES: [string, string][] = [
  ["&", "&amp;"],
  ["<", "&lt;"],
  [">", "&gt;"],
  ['"', "&quot;"],
];

function escapeXml(text: string): string {
  return ENTITIES.reduce((escaped, [plain, entity]) => escaped.replaceAll(plain, entity), text);
}

function unescapeXml(text: string): string {
  return ENTITIES.reduceRight((plain, [letter, entity]) => plain.replaceAll(entity, letter), text);
}
