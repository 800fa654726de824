import { InputError } from "../../core/errors.ts";
import type { DecimalMark } from "../delimited.ts";
import type { TableOptions } from "./tableOptions.ts";
import type { TableRows } from "./tableRows.ts";
import { TableStart } from "./tableStart.ts";

/** Rows of cells on their way into a table; the first that is not blank names the columns. */
export class DelimitedRows {
  cellCount = 0;
  #start?: TableStart;
  #name: string;
  #options: TableOptions;
  #decimal: DecimalMark;

  /** @param name of the input, for messages */
  constructor(name: string, options: TableOptions, decimal: DecimalMark) {
    this.#name = name;
    this.#options = options;
    this.#decimal = decimal;
  }

  /** There as soon as the columns are chosen. */
  get table(): TableRows | undefined {
    return this.#start?.table;
  }

  /** Of the chosen columns in a row. */
  get places(): readonly number[] {
    return this.#start?.places ?? [];
  }

  /** @param lineOf the row's line, asked for messages only */
  add(row: string[], lineOf: () => number): void {
    if (row.length === 1 && row[0].trim() === "") return;
    if (!this.#start) {
      const header = row.map((name) => name.trim());
      const place = `${this.#name}:${lineOf()}`;
      this.#start = new TableStart(this.#name, this.#options, header, place, this.#decimal);
      this.cellCount = row.length;
      return;
    }
    if (row.length !== this.cellCount) {
      throw new InputError(
        `${this.#name}:${lineOf()}: ${row.length} cells, expected ${this.cellCount}`,
      );
    }
    this.#start.add((column) => row[column], lineOf);
  }

  /** @throws InputError where there was no row at all */
  end(): TableRows {
    if (!this.#start) throw new InputError(`${this.#name}: the file is empty`);
    return this.#start.end();
  }
}
