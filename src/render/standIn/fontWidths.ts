import { readFileSync } from "node:fs";

/** Of a TrueType font: how far each character moves on, as a part of the font's size. */
export type CharacterWidth = (codePoint: number) => number;

const FORMAT_OF_SEGMENTS = 4;

/**
 * Reads the advance widths of a TrueType font (OpenType specification: tables head, hhea, hmtx and the
 * cmap of segments). Pairs of letters are not kerned.
 *
 * @throws Error where the file is no such font
 */
export function readCharacterWidths(file: string): CharacterWidth {
  const bytes = readFileSync(file);
  const at = (name: string) => {
    const count = bytes.readUInt16BE(4);
    for (let k = 0; k < count; k++) {
      const record = 12 + 16 * k;
      if (bytes.toString("latin1", record, record + 4) === name) {
        return bytes.readUInt32BE(record + 8);
      }
    }
    throw new Error(`cannot read ${file}: the font has no table ${name}`);
  };
  const unitsPerEm = bytes.readUInt16BE(at("head") + 18);
  const advanceCount = bytes.readUInt16BE(at("hhea") + 34);
  const advances = at("hmtx");
  const glyphOf = readGlyphs(bytes, at("cmap"));
  return (codePoint) => {
    const entry = Math.min(glyphOf(codePoint), advanceCount - 1);
    return bytes.readUInt16BE(advances + 4 * entry) / unitsPerEm;
  };
}

function readGlyphs(bytes: Buffer, cmap: number): (codePoint: number) => number {
  const count = bytes.readUInt16BE(cmap + 2);
  const offsets = Array.from({ length: count }, (_, k) => bytes.readUInt32BE(cmap + 8 + 8 * k));
  const table = offsets
    .map((offset) => cmap + offset)
    .find((start) => bytes.readUInt16BE(start) === FORMAT_OF_SEGMENTS);
  if (table === undefined) return () => 0;
  const double = bytes.readUInt16BE(table + 6);
  const [ends, starts] = [table + 14, table + 16 + double];
  const [deltas, ranges] = [starts + double, starts + 2 * double];
  return (codePoint) => {
    for (let k = 0; k < double; k += 2) {
      if (bytes.readUInt16BE(ends + k) < codePoint) continue;
      const first = bytes.readUInt16BE(starts + k);
      if (first > codePoint) return 0;
      const range = bytes.readUInt16BE(ranges + k);
      const delta = bytes.readUInt16BE(deltas + k);
      if (range === 0) return (codePoint + delta) & 0xffff;
      const glyph = bytes.readUInt16BE(ranges + k + range + 2 * (codePoint - first));
      return glyph === 0 ? 0 : (glyph + delta) & 0xffff;
    }
    return 0;
  };
}
