import { isMissingCell, numberFromCell, type DecimalMark } from "../delimited.ts";

export type Cell = string | number;

/** What the first rows show of a column: numbers, one or two words, or anything else. */
export type ColumnKind = "numbers" | "words" | "text";

const MOST_WORDS = 2;

/** @param cells of one column */
export function columnKind(cells: readonly Cell[], decimal: DecimalMark): ColumnKind {
  const given = cells.filter((cell) => typeof cell === "number" || !isMissingCell(cell));
  if (given.length === 0) return "numbers";
  const isNumber = (cell: Cell) =>
    typeof cell === "number" || !Number.isNaN(numberFromCell(cell, decimal));
  if (given.some(isNumber)) return "numbers";
  const words = new Set(given.map((cell) => String(cell).trim()));
  return words.size <= MOST_WORDS && [...words].every((word) => /^\p{L}/u.test(word))
    ? "words"
    : "text";
}
