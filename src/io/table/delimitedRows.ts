import { InputError } from "../../core/errors.ts";
import type { TableOptions } from "./tableOptions.ts";
import { chooseColumns } from "./tableColumns.ts";
import { TableRows } from "./tableRows.ts";

/** Rows of cells on their way into a table; the first that is not blank names the columns. */
export class DelimitedRows {
  table?: TableRows;
  /** Of the chosen columns in a row. */
  places: number[] = [];
  cellCount = 0;
  #name: string;
  #options: TableOptions;

  /** @param name of the input, for messages */
  constructor(name: string, options: TableOptions) {
    this.#name = name;
    this.#options = options;
  }

  /** @param lineOf the row's line, asked for messages only */
  add(row: string[], lineOf: () => number): void {
    if (row.length === 1 && row[0].trim() === "") return;
    if (!this.table) {
      const header = row.map((name) => name.trim());
      const chosen = chooseColumns(header, this.#options, `${this.#name}:${lineOf()}`);
      this.table = new TableRows(this.#name, chosen, this.#options);
      this.places = chosen.places;
      this.cellCount = row.length;
      return;
    }
    if (row.length !== this.cellCount) {
      throw new InputError(
        `${this.#name}:${lineOf()}: ${row.length} cells, expected ${this.cellCount}`,
      );
    }
    this.table.add((chosen) => row[this.places[chosen]], lineOf);
  }
}
