import type { TableFormat } from "./tableFormat.ts";

export const CSV: TableFormat = {
  extensions: [".csv"],
  async read(input, options) {
    const { readDelimitedTable } = await import("../table/readDelimitedTable.ts");
    return readDelimitedTable(input, ",", options);
  },
};
