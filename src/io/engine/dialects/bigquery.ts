import { escapedBackticks, exponentLiteral, type Dialect } from "../dialect.ts";

/** Held to BigQuery's documentation; its exact percentiles are window functions only. */
export const bigquery: Dialect = {
  name: "bigquery",
  label: "BigQuery",
  programs: ["bq"],
  clientArguments: ["query", "--quiet", "--format=csv", "--use_legacy_sql=false"],
  answer: "csv",
  quoteIdentifier: escapedBackticks,
  literal: exponentLiteral,
  double: (x) => `CAST(${x} AS FLOAT64)`,
  sum: (x) => `SUM(${x})`,
  isNaN: (x) => `IS_NAN(${x})`,
};
