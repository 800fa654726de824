import { escapedBackticks, exponentLiteral, type Dialect } from "../dialect.ts";

export const clickhouse: Dialect = {
  name: "clickhouse",
  label: "ClickHouse",
  programs: ["clickhouse-client", "clickhouse", "clickhouse-local"],
  clientArguments: ["--format", "CSVWithNames"],
  answer: "csv",
  quoteIdentifier: escapedBackticks,
  literal: exponentLiteral,
  double: (x) => `CAST(${x} AS Nullable(Float64))`,
  sum: (x) => `sumKahan(${x})`,
  isCompensated: true,
  isNaN: (x) => `isNaN(${x})`,
  typeOf: (x) => `toTypeName(${x})`,
  percentile: (x, fraction) => `quantileExactInclusive(${fraction})(${x})`,
};
