import type { Dataset } from "./dataset.ts";
import type { TableSummary } from "./tableSummary.ts";
import { InputError } from "./errors.ts";
import { quoted } from "./wording.ts";

/** @throws InputError that names the first value of the table that is not finite */
export function requireFinite({ columns, featureNames, target, targetName }: Dataset): void {
  const names = [...featureNames, targetName];
  [...columns, target].forEach((column, k) => {
    const row = column.findIndex((value) => !Number.isFinite(value));
    if (row < 0) return;
    throw new InputError(
      `column ${quoted(names[k])}, row ${row + 1}: ${column[row]} is not a finite number`,
    );
  });
}

/** @throws InputError where the values of a column are so small that its best weight is no double */
export function requireFiniteWeights(weights: Float64Array, names: string[]): void {
  const k = weights.findIndex((value) => !Number.isFinite(value));
  if (k < 0) return;
  throw new InputError(
    `the optimum's weight of ${quoted(names[k])} is beyond the largest number, about 1.8e308: scale the features`,
  );
}

/** @throws InputError where it is no table at all, has no rows, or its columns do not fit its names and its length */
export function checkData(data: Dataset | TableSummary): void {
  if (typeof data !== "object" || data === null || !("moments" in data || "columns" in data)) {
    throw new InputError(
      "the data: expected an object with featureNames, targetName, rowCount, columns and target",
    );
  }
  const rowCount = "moments" in data ? data.moments.n : data.rowCount;
  if (rowCount === 0) throw new InputError("the table has no rows");
  if (!("moments" in data)) checkColumns(data);
}

function checkColumns(data: Dataset): void {
  const { rowCount, columns, featureNames, target, targetName } = data;
  if (![columns, featureNames].every(Array.isArray)) {
    throw new InputError("the data: expected arrays of columns and of featureNames");
  }
  if (columns.length === 0) throw new InputError("the table has no features");
  if (columns.length !== featureNames.length) {
    throw new InputError(
      `the table has ${columns.length} columns and ${featureNames.length} names for them`,
    );
  }
  const names = [...featureNames, targetName];
  [...columns, target].forEach((column, k) => {
    const place = `column ${quoted(names[k])}`;
    if (!(column instanceof Float64Array)) {
      throw new InputError(`${place}: expected a Float64Array`);
    }
    if (column.length === rowCount) return;
    throw new InputError(`${place}: ${column.length} values, expected ${rowCount}`);
  });
}
