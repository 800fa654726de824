import type { CanvasRenderingContext2D } from "canvas";
import type { Landscape } from "../../core/landscape.ts";
import { KEY_ROW, type Rect } from "../layout.ts";
import { oneLine, shorten } from "../text/measure.ts";
import type { TextBox } from "../text/TextBox.ts";
import { makeTextBox } from "../text/TextBox.ts";
import { INK, RIM } from "../theme.ts";
import type { AxisStyle } from "./axes.ts";

/** What stands before a name: the start's ring, a path's line with its dots, the optimum's diamond. */
export interface KeyEntry {
  symbol: "start" | "path" | "optimum";
  ink: number;
  text: string;
}

/** What the marks on the surfaces mean: rows of symbols, each with its name. */
export interface KeyLayout {
  symbols: { symbol: KeyEntry["symbol"]; ink: number; x: number; y: number }[];
  texts: TextBox[];
}

const SYMBOL_WIDTH = 2.3;
const GAP = 2;
/** Middle of the first row, from the footer's top. */
const FIRST_ROW = 0.88;
/** Longer names are shortened. */
const LONGEST_NAME = 24;
/** Rows past this many would take the room of the panels. */
const MOST_ROWS = 3;

/** The start, each path by its label, the optimum: what there is of them. */
export function keyEntries(
  landscapes: readonly Landscape[],
  inks: ReadonlyMap<string, number>,
): KeyEntry[] {
  const entries = Array.from(inks, ([text, ink]): KeyEntry => ({ symbol: "path", ink, text }));
  if (entries.length > 0) entries.unshift({ symbol: "start", ink: INK, text: "start" });
  const hasOptimum = landscapes.some(({ optimum }) => optimum?.inside && optimum.exists);
  if (hasOptimum) entries.push({ symbol: "optimum", ink: INK, text: "optimum" });
  return entries;
}

/** How many rows of the image's width the key takes; 0 where there is nothing to say or no room for it. */
export function keyRowCount(width: number, entries: readonly KeyEntry[], style: AxisStyle): number {
  const rows = keyRows(width, entries, style);
  return rows.length > MOST_ROWS ? 0 : rows.length;
}

/** Lays out the key's rows in the middle of `footer`; nothing where it has no room. */
export function layOutKey(footer: Rect, entries: readonly KeyEntry[], style: AxisStyle): KeyLayout {
  const { em } = style;
  const layout: KeyLayout = { symbols: [], texts: [] };
  if (footer.height === 0) return layout;
  keyRows(footer.width, entries, style).forEach((row, k) => {
    let left = footer.left + (footer.width - rowWidth(row, em)) / 2;
    const y = footer.top + (FIRST_ROW + k * KEY_ROW) * em;
    for (const { entry, box } of row) {
      const { symbol, ink } = entry;
      layout.symbols.push({ symbol, ink, x: left + 0.4 * SYMBOL_WIDTH * em, y });
      left += SYMBOL_WIDTH * em;
      layout.texts.push({ ...box, x: left + box.width / 2, y });
      left += box.width + GAP * em;
    }
  });
  return layout;
}

type Row = { entry: KeyEntry; box: TextBox }[];

/** Entries side by side as long as they fit; none where a single one does not. */
function keyRows(
  width: number,
  entries: readonly KeyEntry[],
  { em, theme, measure }: AxisStyle,
): Row[] {
  const room = width - 2 * em;
  const rows: Row[] = [];
  for (const entry of entries) {
    const text = shorten(oneLine(entry.text), em, LONGEST_NAME * em, measure);
    const item = { entry, box: makeTextBox(text, em, theme.mutedText, measure) };
    if (rowWidth([item], em) > room) return [];
    const row = rows.at(-1);
    if (row && rowWidth([...row, item], em) <= room) row.push(item);
    else rows.push([item]);
  }
  return rows;
}

function rowWidth(row: Row, em: number): number {
  const widths = row.reduce((sum, { box }) => sum + SYMBOL_WIDTH * em + box.width, 0);
  return widths + GAP * em * (row.length - 1);
}

export function drawKey(context: CanvasRenderingContext2D, key: KeyLayout, em: number): void {
  for (const { symbol, ink, x, y } of key.symbols) {
    if (symbol === "optimum") {
      fillDiamond(context, x, y, 0.8 * em, INK);
      fillDiamond(context, x, y, 0.55 * em, RIM);
    } else if (symbol === "start") {
      fillDisc(context, x, y, 0.46 * em, INK);
      fillDisc(context, x, y, 0.33 * em, RIM);
    } else {
      context.fillStyle = css(RIM);
      context.fillRect(x - 0.85 * em, y - 0.19 * em, 1.7 * em, 0.38 * em);
      context.fillStyle = css(ink);
      context.fillRect(x - 0.85 * em, y - 0.08 * em, 1.7 * em, 0.16 * em);
      for (const side of [-0.85, 0, 0.85]) {
        fillDisc(context, x + side * em, y, 0.27 * em, RIM);
        fillDisc(context, x + side * em, y, 0.21 * em, ink);
      }
    }
  }
}

function fillDisc(
  context: CanvasRenderingContext2D,
  x: number,
  y: number,
  radius: number,
  color: number,
): void {
  context.fillStyle = css(color);
  context.beginPath();
  context.arc(x, y, radius, 0, 2 * Math.PI);
  context.fill();
}

function fillDiamond(
  context: CanvasRenderingContext2D,
  x: number,
  y: number,
  radius: number,
  color: number,
): void {
  context.fillStyle = css(color);
  context.beginPath();
  context.moveTo(x - radius, y);
  context.lineTo(x, y - radius);
  context.lineTo(x + radius, y);
  context.lineTo(x, y + radius);
  context.fill();
}

function css(color: number): string {
  return `#${color.toString(16).padStart(6, "0")}`;
}
