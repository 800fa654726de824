import type { Canvas } from "canvas";

/**
 * Completes node-canvas's SVG: its size, metadata, and identifiers counted from one.
 * Cairo numbers surfaces through the life of a process, which would make the
 * second figure of a batch differ from the same figure drawn alone.
 */
export function finishSvg(canvas: Canvas, metadata: Record<string, string>): Uint8Array {
  const svg = withOwnIdentifiers(canvas.toBuffer().toString("utf8")).replace(
    /<svg\b[^>]*>/,
    // A unit is a CSS pixel; Cairo counts in points.
    (tag) => tag.replace(/="([\d.]+)pt"/g, '="$1"'),
  );
  const entries = Object.entries(metadata);
  if (entries.length === 0) return Buffer.from(svg, "utf8");
  const items = entries.map(
    ([key, value]) => `<entry key="${escapeXml(key)}">${escapeXml(value)}</entry>`,
  );
  const block = `<metadata><figure xmlns="urn:loss-landscape">${items.join("")}</figure></metadata>`;
  return Buffer.from(
    svg.replace(/(<svg\b[^>]*>)/, (tag) => `${tag}\n${block}`),
    "utf8",
  );
}

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

function escapeXml(text: string): string {
  return text
    .replace(/&/g, "&amp;")
    .replace(/</g, "&lt;")
    .replace(/>/g, "&gt;")
    .replace(/"/g, "&quot;");
}
