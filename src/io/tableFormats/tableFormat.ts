import type { Input } from "../input.ts";
import type { TableOptions } from "../table/tableOptions.ts";
import type { TableRows } from "../table/tableRows.ts";

/** A format in which tables come. What takes time to load is loaded when it is called. */
export interface TableFormat {
  /** Endings of its files' names, the usual one first. */
  extensions: readonly [string, ...string[]];
  /** Whether characters stand between its cells. */
  isDelimited: boolean;
  /** @throws InputError `FILE:LINE: column "NAME": …` where the table is wrong */
  read(input: Input, options: TableOptions): Promise<TableRows>;
}
