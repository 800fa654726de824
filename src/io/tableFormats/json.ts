import type { TableFormat } from "./tableFormat.ts";

/** An array of objects. */
export const JSON_ROWS = json("json", ".json");
/** An object a line. */
export const NDJSON = json("ndjson", ".ndjson", ".jsonl");

function json(layout: "json" | "ndjson", ...extensions: TableFormat["extensions"]): TableFormat {
  return {
    extensions,
    isDelimited: false,
    async read(input, options) {
      const { readJsonTable } = await import("../table/readJsonTable.ts");
      return readJsonTable(input, layout, options);
    },
  };
}
