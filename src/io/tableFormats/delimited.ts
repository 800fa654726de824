import type { TableFormat } from "./tableFormat.ts";

/** Cells between commas; semicolons or tabs where the first line has those and no comma. */
export const CSV = delimited(",", ".csv");
export const TSV = delimited("\t", ".tsv", ".tab");

function delimited(delimiter: "," | "\t", ...extensions: TableFormat["extensions"]): TableFormat {
  return {
    extensions,
    isDelimited: true,
    async read(input, options) {
      const { readDelimitedTable } = await import("../table/readDelimitedTable.ts");
      return readDelimitedTable(input, delimiter, options);
    },
  };
}
