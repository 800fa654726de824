import { doubled, exponentLiteral, type Dialect } from "../dialect.ts";

/** Held to Snowflake's documentation. */
export const snowflake: Dialect = {
  name: "snowflake",
  label: "Snowflake",
  programs: ["snowsql"],
  clientArguments: [
    "output_format=csv",
    "friendly=false",
    "timing=false",
    "header=true",
    "quiet=true",
    "exit_on_error=true",
  ].flatMap((option) => ["-o", option]),
  answer: "csv",
  quoteIdentifier: doubled('"'),
  literal: (value) => `CAST(${exponentLiteral(value)} AS DOUBLE)`,
  double: (x) => `CAST(${x} AS DOUBLE)`,
  sum: (x) => `SUM(${x})`,
  isNaN: (x) => `${x} = CAST('NaN' AS DOUBLE)`,
  typeOf: (x) => `SYSTEM$TYPEOF(${x})`,
  percentile: (x, fraction) => `PERCENTILE_CONT(${fraction}) WITHIN GROUP (ORDER BY ${x})`,
};
