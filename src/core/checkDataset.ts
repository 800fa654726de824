import type { Dataset } from "./dataset.ts";
import type { TableSummary } from "./moments/tableSummary.ts";
import { InputError } from "./errors.ts";

/** @throws InputError that names the first value of the table that is not finite */
export function requireFinite({ columns, featureNames, target, targetName }: Dataset): void {
  const names = [...featureNames, targetName];
  [...columns, target].forEach((column, k) => {
    const row = column.findIndex((value) => !Number.isFinite(value));
    if (row < 0) return;
    throw new InputError(
      `column "${names[k]}", row ${row + 1}: ${column[row]} is not a finite number`,
    );
  });
}

/** @throws InputError where a table has no rows, or its columns do not fit its names and its length */
export function checkData(data: Dataset | TableSummary): void {
  const rowCount = "moments" in data ? data.moments.n : data.rowCount;
  if (rowCount === 0) throw new InputError("the table has no rows");
  if (!("moments" in data)) checkColumns(data);
}

function checkColumns({ rowCount, columns, featureNames, target }: Dataset): void {
  if (columns.length === 0) throw new InputError("the table has no features");
  if (columns.length !== featureNames.length) {
    throw new InputError(
      `the table has ${columns.length} columns and ${featureNames.length} names for them`,
    );
  }
  const lengths = [...columns, target].map((column) => column.length);
  const wrong = lengths.find((length) => length !== rowCount);
  if (wrong !== undefined) {
    throw new InputError(`a column of the table has ${wrong} values; expected ${rowCount}`);
  }
}
