import type { TableFormat } from "./tableFormat.ts";

/** An array of objects. */
export const JSON_ROWS: TableFormat = {
  extensions: [".json"],
  async read(input, options) {
    const { readJsonTable } = await import("../table/readJsonTable.ts");
    return readJsonTable(input, "json", options);
  },
};
