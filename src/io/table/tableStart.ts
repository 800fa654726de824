import type { DecimalMark } from "../delimited.ts";
import { columnKind, type Cell, chooseColumns } from "./tableColumns.ts";
import type { TableOptions } from "./tableOptions.ts";
import { TableRows } from "./tableRows.ts";

/** So many rows show which columns hold numbers. */
const HELD_ROWS = 50;

interface HeldRow {
  cellAt: (column: number) => Cell;
  lineOf: () => number;
}

/** The beginning of a table: rows are held back until they show which of its columns hold numbers. */
export class TableStart {
  /** There as soon as the columns are chosen. */
  table?: TableRows;
  /** Of the chosen columns in a row. */
  places: readonly number[] = [];
  #name: string;
  #options: TableOptions;
  #header: string[];
  #place: string;
  #decimal: DecimalMark;
  #held: HeldRow[] = [];

  /** @param place of the header, for messages */
  constructor(
    name: string,
    options: TableOptions,
    header: string[],
    place: string,
    decimal: DecimalMark,
  ) {
    this.#name = name;
    this.#options = options;
    this.#header = header;
    this.#place = place;
    this.#decimal = decimal;
  }

  /** @param cellAt the cell of a column of the header; `lineOf` the row's line, asked for messages only */
  add(cellAt: (column: number) => Cell, lineOf: () => number): void {
    if (this.table) {
      this.table.add((chosen) => cellAt(this.places[chosen]), lineOf);
    } else if (this.#held.push({ cellAt, lineOf }) === HELD_ROWS) {
      this.end();
    }
  }

  /** The table so far. */
  end(): TableRows {
    if (this.table) return this.table;
    const kinds = this.#header.map((_, column) => {
      const cells = this.#held.map(({ cellAt }) => cellAt(column));
      return columnKind(cells, this.#decimal);
    });
    const chosen = chooseColumns(this.#header, this.#options, this.#place, kinds);
    this.table = new TableRows(this.#name, chosen, this.#options, this.#decimal);
    this.places = chosen.places;
    for (const { cellAt, lineOf } of this.#held.splice(0)) this.add(cellAt, lineOf);
    return this.table;
  }
}
