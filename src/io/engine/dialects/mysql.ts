import { doubled, exponentLiteral, type Dialect } from "../dialect.ts";

const NUMBER = "^[[:space:]]*[-+]?([0-9]+[.]?[0-9]*|[.][0-9]+)([eE][-+]?[0-9]+)?[[:space:]]*$";

export const mysql: Dialect = {
  name: "mysql",
  label: "MySQL and MariaDB",
  programs: ["mysql", "mariadb"],
  clientArguments: ["--batch", "--column-names"],
  answer: "tsv",
  quoteIdentifier: doubled("`"),
  literal: exponentLiteral,
  double: (x) => `CAST(${x} AS DOUBLE)`,
  sum: (x) => `SUM(${x})`,
  fence: " LIMIT 18446744073709551615",
  isNoNumber: (x) => `CONCAT(${x}) NOT REGEXP '${NUMBER}'`,
};
