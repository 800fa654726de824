import { InputError } from "../../core/errors.ts";
import { delimitedBatches, sniffDialect } from "../delimited.ts";
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
  const dialect = await sniffDialect(input, delimiter);
  const rows = new DelimitedRows(input.name, options);
  const line = dialect.newline === "\n" ? await readPlainLines(input, dialect, rows) : 1;
  const isDone = (await input.peek(1)).length === 0;
  if (!isDone) {
    for await (const batch of delimitedBatches(input, dialect, line)) {
      batch.rows.forEach((row, r) => rows.add(row, () => batch.lineOf(r)));
    }
  }
  if (!rows.table) throw new InputError(`${input.name}: the file is empty`);
  return rows.table;
}
