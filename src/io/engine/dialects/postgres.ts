import { doubled, type Dialect } from "../dialect.ts";

export const postgres: Dialect = {
  name: "postgres",
  label: "PostgreSQL",
  programs: ["psql"],
  clientArguments: ["-X", "-q", "-w", "--csv", "-v", "ON_ERROR_STOP=1", "-P", "pager=off"],
  answer: "csv",
  quoteIdentifier: doubled('"'),
  literal: (value) => `CAST('${value}' AS double precision)`,
  double: (x) => `CAST(${x} AS double precision)`,
  sum: (x) => `SUM(${x})`,
  fence: " OFFSET 0",
  isNaN: (x) => `${x} = CAST('NaN' AS double precision)`,
  typeOf: (x) => `CAST(pg_typeof(${x}) AS text)`,
  percentile: (x, fraction) => `percentile_cont(${fraction}) WITHIN GROUP (ORDER BY ${x})`,
};
