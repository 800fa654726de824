import { CSV } from "./csv.ts";
import { JSON_ROWS } from "./json.ts";
import { NDJSON } from "./ndjson.ts";
import type { TableFormat } from "./tableFormat.ts";
import { TSV } from "./tsv.ts";

/** The formats that tables are read from. */
export const TABLE_FORMATS = {
  csv: CSV,
  tsv: TSV,
  json: JSON_ROWS,
  ndjson: NDJSON,
} satisfies Record<string, TableFormat>;

export type TableFormatName = keyof typeof TABLE_FORMATS;
