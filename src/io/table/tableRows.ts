import type { Dataset } from "../../core/dataset.ts";
import { InputError, option } from "../../core/errors.ts";
import { quoted } from "../../core/wording.ts";
import { GrowingFloat64Array } from "../growingFloat64Array.ts";
import type { TableOptions } from "./tableOptions.ts";
import { isMissingCell, numberFromCell, type DecimalMark } from "../delimited.ts";
import type { Cell, ChosenColumns } from "./tableColumns.ts";

/** The rows of a table on their way into the columns of a data set. */
export class TableRows {
  dropped = 0;
  #name: string;
  #chosen: ChosenColumns;
  #options: TableOptions;
  #columns: GrowingFloat64Array[];
  #row: Float64Array;
  #decimal: DecimalMark;
  /** The target's words in the order of their coming, each written down as its place. */
  #words: string[] = [];
  #firstWordLine = () => 0;

  constructor(
    name: string,
    chosen: ChosenColumns,
    options: TableOptions,
    decimal: DecimalMark = ".",
  ) {
    this.#decimal = decimal;
    this.#name = name;
    this.#chosen = chosen;
    this.#options = options;
    this.#columns = chosen.names.map(() => new GrowingFloat64Array());
    this.#row = new Float64Array(chosen.names.length);
  }

  /** Whether every chosen column holds numbers. */
  get holdsNumbersOnly(): boolean {
    return !this.#chosen.hasWords;
  }

  /** Names of columns that hold no numbers and were not asked for. */
  get leftOut(): readonly string[] {
    return this.#chosen.leftOut;
  }

  /** The words that stand for 0 and 1 in the target; none where that holds numbers. */
  get classes(): [zero: string, one: string] | undefined {
    if (!this.#chosen.hasWords) return undefined;
    const [zero, one] = [...this.#words].sort();
    return [zero, one];
  }

  /** @param cellAt the cell of a chosen column; `lineOf` the row's line, asked for messages only */
  add(cellAt: (chosen: number) => Cell, lineOf: () => number): void {
    const columnCount = this.#columns.length;
    for (let c = 0; c < columnCount; c++) {
      const cell = cellAt(c);
      const value = this.#valueOf(cell, c, lineOf);
      if (!Number.isFinite(value)) {
        this.#refuse(String(cell), c, lineOf);
        this.dropped++;
        return;
      }
      this.#row[c] = value;
    }
    if (this.#columns[0].length >= this.#options.maxRows) {
      throw this.#tooMany(lineOf());
    }
    for (let c = 0; c < columnCount; c++) this.#columns[c].push(this.#row[c]);
  }

  /** Makes room for so many rows in all. */
  reserve(rowCount: number): void {
    const most = Math.min(rowCount, this.#options.maxRows);
    for (const column of this.#columns) column.reserve(most);
  }

  /**
   * Adds whole rows of finite numbers.
   *
   * @param values row by row
   * @param lineOf the line of a row among these, asked for messages only
   */
  addNumbers(values: Float64Array, count: number, lineOf: (row: number) => number): void {
    const room = this.#options.maxRows - this.#columns[0].length;
    const columnCount = this.#columns.length;
    const added = Math.min(count, room);
    this.#columns.forEach((column, c) => column.pushStrided(values, c, columnCount, added));
    if (count > room) throw this.#tooMany(lineOf(room));
  }

  /** @throws InputError where no row is left */
  toDataset(): Dataset {
    const rowCount = this.#columns[0].length;
    if (rowCount === 0) {
      const dropped = this.dropped ? `, ${this.dropped} with missing values left out` : "";
      throw new InputError(`${this.#name}: no rows${dropped}`);
    }
    const { names, hasWords } = this.#chosen;
    const columns = this.#columns.map((column) => column.toArray());
    if (hasWords) this.#orderWords(columns[columns.length - 1]);
    return {
      featureNames: names.slice(0, -1),
      targetName: names[names.length - 1],
      rowCount,
      columns: columns.slice(0, -1),
      target: columns[columns.length - 1],
    };
  }

  /** NaN for what is no number and no word of a target told in words. */
  #valueOf(cell: Cell, column: number, lineOf: () => number): number {
    if (this.#chosen.hasWords && column === this.#columns.length - 1) {
      return this.#placeOfWord(String(cell).trim(), lineOf);
    }
    return typeof cell === "number" ? cell : numberFromCell(cell, this.#decimal);
  }

  #placeOfWord(word: string, lineOf: () => number): number {
    const words = this.#words;
    const place = words.indexOf(word);
    if (place >= 0) return place;
    if (isMissingCell(word)) return NaN;
    if (words.length === 0) this.#firstWordLine = lineOf;
    if (words.length < 2) return words.push(word) - 1;
    throw this.#notWords(word, lineOf());
  }

  #notWords(word: string, line: number): InputError {
    const column = `${this.#name}:${line}: column ${quoted(this.#chosen.names.at(-1) ?? "")}`;
    const others = this.#words.filter((other) => other !== word).map(quoted);
    const beside = others.length > 0 ? ` beside ${others.join(" and ")}` : "";
    return new InputError(`${column}: ${quoted(word)}${beside}, expected numbers or two words`);
  }

  /** Makes the later word in order 1. */
  #orderWords(target: Float64Array): void {
    const [first, second] = this.#words;
    if (second === undefined) throw this.#notWords(first, this.#firstWordLine());
    if (second > first) return;
    for (let row = 0; row < target.length; row++) target[row] = 1 - target[row];
  }

  #tooMany(line: number): InputError {
    const { maxRows } = this.#options;
    return InputError.of`${this.#name}:${line}: more than ${maxRows} rows (raise ${option("maxRows")})`;
  }

  /** Throws unless the cell is a missing one that may be dropped. */
  #refuse(cell: string, column: number, lineOf: () => number): void {
    const isMissing = isMissingCell(cell);
    if (isMissing && this.#options.missing === "drop") return;
    const text = cell.trim();
    const finite = Math.abs(numberFromCell(text, this.#decimal)) === Infinity ? "finite " : "";
    const problem = text === "" ? "the cell is empty" : `${quoted(text)} is not a ${finite}number`;
    const place = `${this.#name}:${lineOf()}: column ${quoted(this.#chosen.names[column])}`;
    if (isMissing) {
      throw InputError.of`${place}: ${problem} (use ${option("missing", "drop")} to leave such rows out)`;
    }
    if (this.#chosen.isDefault) {
      throw InputError.of`${place}: ${problem} (choose the columns with ${option("features")})`;
    }
    throw new InputError(`${place}: ${problem}`);
  }
}
