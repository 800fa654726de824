import { CSV, TSV } from "./delimited.ts";
import { JSON_ROWS, NDJSON } from "./json.ts";
import type { TableFormat } from "./tableFormat.ts";

/** The formats that tables are read from. */
export const TABLE_FORMATS = {
  csv: CSV,
  tsv: TSV,
  json: JSON_ROWS,
  ndjson: NDJSON,
} satisfies Record<string, TableFormat>;

export type TableFormatName = keyof typeof TABLE_FORMATS;
