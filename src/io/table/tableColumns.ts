import { InputError, option } from "../../core/errors.ts";
import { didYouMean, quoted } from "../../core/wording.ts";
import type { TableOptions } from "./tableOptions.ts";
import { isMissingCell, numberFromCell, type DecimalMark } from "../delimited.ts";

/** The columns that a data set takes from a table, by their place in a row. */
export interface ChosenColumns {
  /** The features in order, then the target. */
  names: string[];
  places: number[];
  /** Whether the table was asked for all its columns. */
  isDefault: boolean;
  /** Whether the target is told in words. */
  hasWords: boolean;
  /** What holds no numbers and was not asked for. */
  leftOut: string[];
}

/** Names of columns in a message. */
const MOST_LISTED = 24;

/**
 * Without names every column that holds numbers, of which the last is the target, unless one or two
 * words fill a later one.
 *
 * @param place of the names, for messages: `houses.csv:1`
 * @param kinds of the columns, where these are known
 * @throws InputError for a name that is missing, empty or there twice
 */
export function chooseColumns(
  header: string[],
  { features, target }: Pick<TableOptions, "features" | "target">,
  place: string,
  kinds?: readonly ColumnKind[],
): ChosenColumns {
  checkHeader(header, place);
  const kindOf = (name: string) => kinds?.[header.indexOf(name)] ?? "numbers";
  const usable = kinds ? header.filter((name) => name !== "" && kindOf(name) !== "text") : header;
  const targetName = target ?? usable.findLast((name) => !features?.includes(name)) ?? "";
  const others = usable.filter((name) => name !== targetName && kindOf(name) === "numbers");
  const featureNames = features ?? others;
  const leftOut = features
    ? []
    : header.flatMap((name, k) => {
        if (name === targetName || others.includes(name)) return [];
        return [name === "" ? `column ${k + 1} (no name)` : name];
      });
  if (featureNames.includes(targetName)) {
    throw new InputError(`${place}: column ${quoted(targetName)} is both a feature and the target`);
  }
  if (featureNames.length === 0) {
    const found = header.length === 1 ? "one column" : "no column";
    const without = leftOut.length > 0 ? ` (no numbers in ${listed(leftOut)})` : "";
    throw new InputError(
      `${place}: ${found} for features, expected a target and one or more features${without}`,
    );
  }
  const names = [...featureNames, targetName];
  const places = names.map((name) => placeOf(name, header, place));
  const texts = featureNames.filter((name) => kindOf(name) !== "numbers");
  if (texts.length > 0) {
    throw InputError.of`${place}: no numbers in ${listed(texts)} (choose others by ${option("features")})`;
  }
  const hasWords = kindOf(targetName) === "words";
  return { names, places, isDefault: !features, hasWords, leftOut };
}

function checkHeader(header: string[], place: string): void {
  header.forEach((name, index) => {
    const first = header.indexOf(name);
    if (first < index && name !== "") {
      throw new InputError(
        `${place}: two columns are named ${quoted(name)} (${first + 1} and ${index + 1})`,
      );
    }
  });
  const isNumber = (name: string) => name !== "" && !Number.isNaN(Number(name));
  if (header.every(isNumber) && !header.every((name) => /^\d+$/.test(name))) {
    throw new InputError(`${place}: ${quoted(header[0])}, expected the names of the columns`);
  }
}

function placeOf(name: string, header: string[], place: string): number {
  const index = header.indexOf(name);
  if (index >= 0 && name !== "") return index;
  if (index >= 0) {
    throw InputError.of`${place}: column ${index + 1} has no name (choose others by ${option("features")})`;
  }
  const hint = didYouMean(name, header, quoted) || `; expected ${listed(header)}`;
  throw new InputError(`${place}: no column ${quoted(name)}${hint}`);
}

function listed(names: readonly string[]): string {
  const more = names.length - MOST_LISTED;
  const list = names.slice(0, MOST_LISTED).map(quoted).join(", ");
  return more > 0 ? `${list} and ${more} more` : list;
}

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
