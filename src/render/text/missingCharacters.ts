import { createCanvas, type CanvasRenderingContext2D } from "canvas";
import { ensureFont, fontOf } from "./measure.ts";

const SIZE = 32;
const SIDE = 3 * SIZE;
/** Code points that stand for nothing, of four and of five hexadecimal digits. */
const NOTHING = ["\u0378", "\u{4fffd}"];
/** What the font that ships holds for certain (letters, dashes, small numbers, arrows, signs), and what leaves no ink. */
const DRAWN_OR_SILENT =
  /[\u0020-\u024f\u2010-\u2027\u2030-\u2055\u2070\u2074-\u208e\u2190-\u2199\u2212\u2264\u2265\p{Default_Ignorable_Code_Point}\s]/gu;
const MOST_NAMED = 8;

let context: CanvasRenderingContext2D | undefined;
let frames: string[] = [];
const known = new Map<string, boolean>();

/**
 * The characters for which neither the font that ships nor one of the system
 * has a glyph: a frame with their number is drawn for them. Told by drawing
 * each beside code points that stand for nothing.
 */
export function missingCharacters(texts: readonly string[]): string[] {
  const characters = new Set(texts.join("").replace(DRAWN_OR_SILENT, ""));
  return [...characters].filter(isMissing);
}

function isMissing(character: string): boolean {
  let missing = known.get(character);
  if (missing === undefined) {
    if (frames.length === 0) frames = NOTHING.map(frameOf);
    missing = frames.includes(frameOf(character));
    known.set(character, missing);
  }
  return missing;
}

/** The outermost rows and columns of a character's ink, and where they lie. */
function frameOf(character: string): string {
  if (!context) {
    ensureFont();
    context = createCanvas(SIDE, SIDE).getContext("2d");
    context.font = fontOf(SIZE);
  }
  context.clearRect(0, 0, SIDE, SIDE);
  context.fillText(character, SIZE / 2, 2 * SIZE);
  const { data } = context.getImageData(0, 0, SIDE, SIDE);
  const ink = (x: number, y: number) => data[4 * (y * SIDE + x) + 3];
  const places = Array.from({ length: SIDE }, (_, k) => k);
  const columns = places.filter((x) => places.some((y) => ink(x, y) > 0));
  const rows = places.filter((y) => places.some((x) => ink(x, y) > 0));
  const [left = 0, right = 0] = [columns[0], columns.at(-1)];
  const [top = 0, bottom = 0] = [rows[0], rows.at(-1)];
  const edges = [
    ...columns.flatMap((x) => [ink(x, top), ink(x, bottom)]),
    ...rows.flatMap((y) => [ink(left, y), ink(right, y)]),
  ];
  return [left, right, top, bottom, ...edges].join(" ");
}

/** A note that names them; nothing where every character is drawn. */
export function missingNote(texts: readonly string[]): string | undefined {
  const missing = missingCharacters(texts);
  if (missing.length === 0) return undefined;
  const names = missing.slice(0, MOST_NAMED).map((character) => {
    const code = character.codePointAt(0) ?? 0;
    return `${character} (U+${code.toString(16).toUpperCase().padStart(4, "0")})`;
  });
  const more = missing.length - names.length;
  const list = more > 0 ? `${names.join(", ")} and ${more} more` : names.join(", ");
  return `no font on this machine has ${list}: the picture shows a box for each`;
}
