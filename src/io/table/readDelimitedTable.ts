import { InputError, option } from "../../core/errors.ts";
import { delimitedBatches, sniffDecimal, sniffDialect, takeSeparatorLine } from "../delimited.ts";
import type { Input } from "../input.ts";
import type { TableOptions } from "./tableOptions.ts";
import { DelimitedRows } from "./delimitedRows.ts";
import { readPlainLines } from "./plainLines.ts";
import type { TableRows } from "./tableRows.ts";

/**
 * A CSV or TSV file whose first line names the columns; blank lines are passed over. Lines of plain
 * numbers are read from bytes; from the first line on that is not, a parser of CSV does it.
 */
export async function readDelimitedTable(
  input: Input,
  delimiter: "," | "\t",
  options: TableOptions,
): Promise<TableRows> {
  const separator = await takeSeparatorLine(input);
  const sniffed = await sniffDialect(input, delimiter);
  const named = options.delimiter ?? separator;
  const dialect = named === undefined ? sniffed : { ...sniffed, delimiter: named };
  const decimal = options.decimal ?? (await sniffDecimal(input, dialect.delimiter));
  if (decimal === dialect.delimiter) {
    throw InputError.of`${input.name}: ${option("decimal")} ${decimal} stands between its cells, too`;
  }
  const rows = new DelimitedRows(input.name, options, decimal);
  const firstLine = separator === undefined ? 1 : 2;
  const isPlain = dialect.newline === "\n";
  const line = isPlain ? await readPlainLines(input, dialect, decimal, rows, firstLine) : firstLine;
  const isDone = (await input.peek(1)).length === 0;
  if (!isDone) {
    for await (const batch of delimitedBatches(input, dialect, line)) {
      batch.rows.forEach((row, r) => rows.add(row, () => batch.lineOf(r)));
    }
  }
  return rows.end();
}
