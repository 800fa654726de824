import type { Dataset } from "./dataset.ts";
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
