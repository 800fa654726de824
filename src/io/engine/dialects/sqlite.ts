import { doubled, exponentLiteral, type Dialect } from "../dialect.ts";

export const sqlite: Dialect = {
  name: "sqlite",
  label: "SQLite",
  programs: ["sqlite3"],
  clientArguments: ["-batch", "-bail", "-csv", "-header"],
  answer: "csv",
  quoteIdentifier: doubled('"'),
  literal: exponentLiteral,
  double: (x) => `CAST(${x} AS REAL)`,
  shown: (x) => `printf('%!.17g', ${x})`,
  sum: (x) => `SUM(${x})`,
  typeOf: (x) => `typeof(${x})`,
  fence: " LIMIT -1",
  isNoNumber: (x) => `typeof(${x}) IN ('text', 'blob')`,
};
