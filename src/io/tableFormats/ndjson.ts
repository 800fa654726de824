import type { TableFormat } from "./tableFormat.ts";

/** An object a line. */
export const NDJSON: TableFormat = {
  extensions: [".ndjson", ".jsonl"],
  async read(input, options) {
    const { readJsonTable } = await import("../table/readJsonTable.ts");
    return readJsonTable(input, "ndjson", options);
  },
};
