import { InputError, option } from "../../core/errors.ts";
import { resolveOptions, type AnyGiven } from "../../core/options/table.ts";
import { scalerOf } from "../../core/scalers/scalers.ts";
import { DIALECTS } from "../../io/engine/dialects.ts";
import type { Relation } from "../../io/engine/momentQueries.ts";
import { writeResult } from "../output.ts";
import { SOURCE_OPTIONS } from "../sources/sources.ts";
import type { CommandSpec } from "./command.ts";
import { TEXT_OUTPUT } from "./moments.ts";

const { table, sql: query, dialect, features, target, scalers } = SOURCE_OPTIONS;
const SQL_OPTIONS = { table, sql: query, dialect, features, target, scalers, ...TEXT_OUTPUT };

/** `loss-landscape sql`: the queries that compute a table's moments, with the steps around them. */
export const sql: CommandSpec = {
  summary: "print the queries that compute the moments, to paste elsewhere",
  options: SQL_OPTIONS,
  run,
  examples: `  loss-landscape sql --dialect bigquery --table air.flights --features distance --target delay`,
};

async function run(given: AnyGiven): Promise<void> {
  const options = resolveOptions(SQL_OPTIONS, given);
  const { dialect: name = "postgres", features, target, table, sql: query, scalers, out } = options;
  const dialect = DIALECTS.find((known) => known.name === name);
  if (!dialect || !features || target === undefined) {
    throw InputError.of`${option(features ? "target" : "features")}: expected, nothing is read here`;
  }
  if ((table === undefined) === (query === undefined)) {
    throw InputError.of`${option("table")}: expected it, or ${option("sql")}`;
  }
  const relation: Relation = query === undefined ? { table: table ?? "" } : { sql: query };
  const names = [...features, target];
  const needsQuartiles =
    given.scalers !== undefined && scalers.some((scaler) => scalerOf(scaler).needsQuartiles);
  const { momentsText } = await import("../../io/engine/explainedQueries.ts");
  const text = momentsText({ dialect, relation, names, needsQuartiles });
  await writeResult(out, [text]);
}
