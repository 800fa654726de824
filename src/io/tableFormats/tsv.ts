import type { TableFormat } from "./tableFormat.ts";

export const TSV: TableFormat = {
  extensions: [".tsv", ".tab"],
  async read(input, options) {
    const { readDelimitedTable } = await import("../table/readDelimitedTable.ts");
    return readDelimitedTable(input, "\t", options);
  },
};
