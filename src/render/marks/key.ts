import type { Drawing } from "../drawing.ts";
import type { FigureStyle } from "../figure/figure.ts";
import type { Rect } from "../figure/layout.ts";
import { oneLine, shorten } from "../text/measure.ts";
import { type TextBoard, type TextBox, makeTextBox } from "../text/textBoxes.ts";

/** What a mark is called, and a small picture of it. */
export interface KeyEntry {
  text: string;
  /** How many of how many steps are drawn, where not all are; a number is never shortened. */
  count?: string;
  /** Draws the symbol around a place; `em` is the size of the text beside it. */
  draw(context: Drawing, x: number, y: number, em: number): void;
}

/** What the marks of a figure mean, settled in rows of symbols, each with its name. */
export interface Key {
  /** Height of its rows, in units; 0 where there is nothing to say or no room for it. */
  height: number;
  /** Lays its rows out in the middle of `footer`; nothing where the board has no room for it. */
  place(board: TextBoard, footer: Rect): void;
  draw(context: Drawing): void;
}

const SYMBOL_WIDTH = 2.3;
const GAP = 2;
/** Height of one row with the space around it, and of each further one. */
const HEIGHT = 2.2;
const ROW = 1.7;
/** Middle of the first row, from the footer's top. */
const FIRST_ROW = 0.88;
/** Longer names are shortened. */
const LONGEST_NAME = 24;
/** Rows past this many would take the room of the panels. */
const MOST_ROWS = 3;

/** @param width of the image */
export function planKey(width: number, entries: readonly KeyEntry[], style: FigureStyle): Key {
  const { em } = style;
  const rows = keyRows(width, entries, style);
  let symbols: { entry: KeyEntry; x: number; y: number }[] = [];
  return {
    height: rows.length > 0 ? (HEIGHT + (rows.length - 1) * ROW) * em : 0,
    place(board, footer) {
      const texts: TextBox[] = [];
      rows.forEach((row, k) => {
        let left = footer.left + (footer.width - rowWidth(row, em)) / 2;
        const y = footer.top + (FIRST_ROW + k * ROW) * em;
        for (const { entry, box } of row) {
          symbols.push({ entry, x: left + 0.4 * SYMBOL_WIDTH * em, y });
          left += SYMBOL_WIDTH * em;
          texts.push({ ...box, x: left + box.width / 2, y });
          left += box.width + GAP * em;
        }
      });
      if (!texts.every((box) => board.place(box))) symbols = [];
    },
    draw(context) {
      for (const { entry, x, y } of symbols) entry.draw(context, x, y, em);
    },
  };
}

type Row = { entry: KeyEntry; box: TextBox }[];

/** Entries side by side as long as they fit; none where a single one does not, or too many are. */
function keyRows(
  width: number,
  entries: readonly KeyEntry[],
  { em, theme, measure }: FigureStyle,
): Row[] {
  const room = width - 2 * em;
  const rows: Row[] = [];
  for (const entry of entries) {
    const name = shorten(oneLine(entry.text), em, LONGEST_NAME * em, measure);
    const full = entry.count === undefined ? name : `${name}: ${entry.count}`;
    const text = SYMBOL_WIDTH * em + measure(full, em) <= room ? full : name;
    const item = { entry, box: makeTextBox(text, em, theme.mutedText, measure) };
    if (rowWidth([item], em) > room) return [];
    const row = rows.at(-1);
    if (row && rowWidth([...row, item], em) <= room) row.push(item);
    else rows.push([item]);
  }
  return rows.length > MOST_ROWS ? [] : rows;
}

function rowWidth(row: Row, em: number): number {
  const widths = row.reduce((sum, { box }) => sum + SYMBOL_WIDTH * em + box.width, 0);
  return widths + GAP * em * (row.length - 1);
}
