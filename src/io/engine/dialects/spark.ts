import { doubled, exponentLiteral, type Dialect } from "../dialect.ts";

export const spark: Dialect = {
  name: "spark",
  label: "Spark SQL",
  programs: ["spark-sql"],
  clientArguments: ["-S", "--hiveconf", "hive.cli.print.header=true", "-f", "/dev/stdin"],
  answer: "tsv",
  quoteIdentifier: doubled("`"),
  refusal: (name) =>
    /[;'"\\\n\r]|--|\/\*/.test(name)
      ? "spark-sql cuts its input at semicolons and quotes even within names"
      : undefined,
  literal: exponentLiteral,
  double: (x) => `CAST(${x} AS DOUBLE)`,
  sum: (x) => `SUM(${x})`,
  isNaN: (x) => `isnan(${x})`,
  typeOf: (x) => `typeof(${x})`,
  percentile: (x, fraction) => `percentile(${x}, ${fraction})`,
};
