import { Expected, makeKind } from "../../core/options/kind.ts";
import { nameList } from "../../core/options/lists.ts";
import { wholeNumber } from "../../core/options/numbers.ts";
import { inGroup, option, usual, type OptionsOf } from "../../core/options/table.ts";
import { choiceOf, nonEmptyText } from "../../core/options/texts.ts";

const DELIMITER_WORDS: Readonly<Record<string, string>> = {
  ...{ tab: "\t", "\\t": "\t", comma: ",", semicolon: ";", space: " " },
};

/** A character, or its name. */
const delimiter = makeKind<string>({
  argument: "C",
  expected: "one character, or tab",
  choices: ["tab"],
  read(value) {
    const text = DELIMITER_WORDS[String(value)] ?? value;
    if (typeof text !== "string" || !/^[^\w"\r\n]$/.test(text)) throw new Expected(this.expected);
    return text;
  },
});

/** How cells stand in a delimited text. */
export const DELIMITED_OPTIONS = inGroup("Data", {
  delimiter: option(delimiter, "between the cells of a CSV", { without: "found out" }),
  decimal: option(choiceOf([".", ","]), "before a number's fraction: . or ,", {
    argument: "C",
    without: "found out",
  }),
});

/** Which columns and rows of a table become a data set. */
export const COLUMN_OPTIONS = inGroup("Data", {
  features: usual(option(nameList, "columns used as features", { without: "all others" })),
  target: usual(option(nonEmptyText, "column to predict", { argument: "Y", without: "the last" })),
  missing: usual(
    option(choiceOf(["error", "drop"]), "rows with an empty cell: error or drop", {
      argument: "RULE",
      default: "error",
    }),
  ),
  maxRows: option(wholeNumber(1, 2 ** 31), "most rows of a table", { default: 50_000_000 }),
});

export type TableOptions = OptionsOf<typeof COLUMN_OPTIONS> & OptionsOf<typeof DELIMITED_OPTIONS>;
