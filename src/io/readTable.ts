import { extname } from "node:path";
import type { Dataset } from "../core/dataset.ts";
import { InputError } from "../core/errors.ts";
import { Input, type InputSource } from "./input.ts";
import { readDelimitedTable } from "./table/readDelimitedTable.ts";
import { readJsonTable } from "./table/readJsonTable.ts";

export const TABLE_FORMATS = ["csv", "tsv", "json", "ndjson"] as const;
export type TableFormat = (typeof TABLE_FORMATS)[number];

export interface TableOptions {
  /** By the file's extension where not given; a stream needs it. */
  format?: TableFormat;
  /** All columns but the target where not given. */
  features?: string[];
  /** The last column that is no feature where not given. */
  target?: string;
  /** What to do with a row in which a chosen column has no value. */
  missing: "error" | "drop";
  maxRows: number;
}

export interface TableRead {
  dataset: Dataset;
  /** Rows left out for a missing value. */
  dropped: number;
  /** Of the file's bytes, in hexadecimal. */
  sha256: string;
}

const FORMATS_BY_EXTENSION: Record<string, TableFormat> = {
  ".csv": "csv",
  ".tsv": "tsv",
  ".tab": "tsv",
  ".json": "json",
  ".ndjson": "ndjson",
  ".jsonl": "ndjson",
};

/**
 * Reads the chosen columns of a table: CSV, TSV, a JSON array of objects, or
 * NDJSON. Every value of theirs has to be a finite number.
 *
 * @throws InputError `FILE:LINE: column "NAME": …` where the table is wrong
 * @throws Error `cannot read FILE: REASON`
 */
export async function readTable(source: InputSource, options: TableOptions): Promise<TableRead> {
  const format = options.format ?? formatOf(source);
  const input = new Input(source);
  try {
    const table =
      format === "json" || format === "ndjson"
        ? await readJsonTable(input, format, options)
        : await readDelimitedTable(input, format === "csv" ? "," : "\t", options);
    return { dataset: table.toDataset(), dropped: table.dropped, sha256: input.sha256() };
  } finally {
    await input.close();
  }
}

function formatOf(source: InputSource): TableFormat {
  const name = "path" in source ? source.path : source.name;
  const format = "path" in source && FORMATS_BY_EXTENSION[extname(name).toLowerCase()];
  if (format) return format;
  throw new InputError(
    `${name}: a table of unknown format (give --data-format ${TABLE_FORMATS.join(", ")})`,
  );
}
