import { doubled, exponentLiteral, type Dialect } from "../dialect.ts";

/** Held to Trino's documentation; its percentiles are approximate. */
export const trino: Dialect = {
  name: "trino",
  label: "Trino",
  programs: ["trino"],
  clientArguments: ["--output-format", "CSV_HEADER", "--file", "/dev/stdin"],
  answer: "csv",
  quoteIdentifier: doubled('"'),
  literal: exponentLiteral,
  double: (x) => `CAST(${x} AS DOUBLE)`,
  sum: (x) => `SUM(${x})`,
  isNaN: (x) => `is_nan(${x})`,
  typeOf: (x) => `typeof(${x})`,
};
