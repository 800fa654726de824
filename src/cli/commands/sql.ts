import { InputError } from "../../core/errors.ts";
import { DIALECTS } from "../../io/engine/dialects.ts";
import {
  firstQuery,
  quartileQuery,
  secondQueries,
  type Relation,
} from "../../io/engine/momentQueries.ts";
import { writeOutput } from "../../io/writeOutput.ts";
import type { SqlGiven } from "../options/commandOptions.ts";

/** `loss-landscape sql`: the queries that compute a table's moments, with the steps around them. */
export async function sql(given: SqlGiven): Promise<void> {
  const { dialect: name = "postgres", features, target, table, out = "-" } = given;
  const dialect = DIALECTS.find((known) => known.name === name);
  if (!dialect || !features || target === undefined) {
    throw new InputError(`${features ? "--target" : "--features"}: expected, nothing is read here`);
  }
  if ((table === undefined) === (given.sql === undefined)) {
    throw new InputError("--table: expected it, or --sql");
  }
  const relation: Relation = given.sql === undefined ? { table: table ?? "" } : { sql: given.sql };
  const names = [...features, target];
  const first = firstQuery(dialect, relation, names);
  const robust = given.scalers?.includes("robust") ? [quartileQuery(dialect, relation, names)] : [];
  const averages = names.map((_, k) => dialect.double(`<avg_${k}>`));
  const second = secondQueries(dialect, relation, names, averages);
  const columns = names.map((column, k) => `--   ${k}: ${JSON.stringify(column)}`).join("\n");
  const text = `-- ${dialect.label}. Numbers behind the names in the answers are the columns:
${columns}
-- Step 1: counts, means and extents of the rows in which nothing is missing.
${first.sql};
-- Step 2: sums about the means. Put the avg_0, avg_1, … that step 1 answered in place of <avg_0>, <avg_1>, …
${second.map((query) => `${query.sql};`).join("\n")}
${robust.map((query) => `-- Step 3: quartiles, of the robust scaler.\n${query.sql};\n`).join("")}`;
  await writeOutput(out, [text]);
}
