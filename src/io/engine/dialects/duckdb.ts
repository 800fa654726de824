import { doubled, exponentLiteral, type Dialect } from "../dialect.ts";

export const duckdb: Dialect = {
  name: "duckdb",
  label: "DuckDB",
  programs: ["duckdb"],
  clientArguments: ["-init", "/dev/null", "-batch", "-bail", "-csv"],
  answer: "csv",
  quoteIdentifier: doubled('"'),
  literal: exponentLiteral,
  double: (x) => `CAST(${x} AS DOUBLE)`,
  sum: (x) => `fsum(${x})`,
  isCompensated: true,
  isNaN: (x) => `isnan(${x})`,
  typeOf: (x) => `typeof(${x})`,
  percentile: (x, fraction) => `quantile_cont(${x}, ${fraction})`,
};
