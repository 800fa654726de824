import { InputError } from "../../core/errors.ts";
import { delimitedBatches, type Delimiter } from "../delimited/delimitedBatches.ts";
import type { Input } from "../input.ts";
import type { TableOptions } from "../readTable.ts";
import { chooseColumns } from "./tableColumns.ts";
import { TableRows } from "./tableRows.ts";

/** A CSV or TSV file whose first line names the columns; blank lines are passed over. */
export async function readDelimitedTable(
  input: Input,
  delimiter: Delimiter,
  options: TableOptions,
): Promise<TableRows> {
  let table: TableRows | undefined;
  let places: number[] = [];
  let cellCount = 0;
  for await (const { rows, lineOf } of delimitedBatches(input, delimiter)) {
    for (let r = 0; r < rows.length; r++) {
      const row = rows[r];
      if (row.length === 1 && row[0].trim() === "") continue;
      if (!table) {
        const header = row.map((name) => name.trim());
        const chosen = chooseColumns(header, options, `${input.name}:${lineOf(r)}`);
        table = new TableRows(input.name, chosen, options);
        places = chosen.places;
        cellCount = row.length;
        continue;
      }
      if (row.length !== cellCount) {
        throw new InputError(
          `${input.name}:${lineOf(r)}: ${row.length} cells, expected ${cellCount}`,
        );
      }
      table.add(
        (chosen) => row[places[chosen]],
        () => lineOf(r),
      );
    }
  }
  if (!table) throw new InputError(`${input.name}: the file is empty`);
  return table;
}
