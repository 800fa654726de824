import { nameList } from "../../core/options/lists.ts";
import { wholeNumber } from "../../core/options/numbers.ts";
import { inGroup, option, type OptionsOf } from "../../core/options/table.ts";
import { choiceOf, nonEmptyText } from "../../core/options/texts.ts";

/** Which columns and rows of a table become a data set. */
export const COLUMN_OPTIONS = inGroup("Data", {
  features: option(nameList, "columns used as features", { without: "all others" }),
  target: option(nonEmptyText, "column to predict", { argument: "Y", without: "the last" }),
  missing: option(choiceOf(["error", "drop"]), "rows with an empty cell: error or drop", {
    argument: "RULE",
    default: "error",
  }),
  maxRows: option(wholeNumber(1, 2 ** 31), "most rows of a table", { default: 50_000_000 }),
});

export type TableOptions = OptionsOf<typeof COLUMN_OPTIONS>;
