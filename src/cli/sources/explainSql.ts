import { InputError, option as named } from "../../core/errors.ts";
import { lossOf } from "../../core/losses/losses.ts";
import { flag, inGroup, type AnyGiven } from "../../core/options/table.ts";
import { scalerOf } from "../../core/scalers/scalers.ts";
import type { Dialect } from "../../io/engine/dialect.ts";
import type { Relation } from "../../io/engine/momentQueries.ts";
import { usesEngine } from "./engineSource.ts";
import { writeResult } from "../output.ts";
import type { SourceOptions } from "./sources.ts";

export const EXPLAIN_SQL = inGroup("Data", {
  explainSql: flag("print the queries that an engine would get, and run none"),
});

/**
 * Prints the queries, where that is asked for.
 *
 * @returns whether it did
 * @throws InputError where there is no engine, or something would have to be read to know the queries
 */
export async function explainsSql(
  given: AnyGiven,
  options: SourceOptions & { explainSql: boolean },
): Promise<boolean> {
  if (!options.explainSql) return false;
  if (!usesEngine(given)) {
    throw InputError.of`${named("explainSql")}: needs an engine (${named("engine")}, ${named("table")} or ${named("sql")})`;
  }
  const { features, target, scalers, loss, delta } = options;
  if (!features || target === undefined) {
    throw InputError.of`${named("explainSql")}: needs ${named(features ? "target" : "features")}, for nothing is read`;
  }
  const { momentsText, lossText } = await import("../../io/engine/explainedQueries.ts");
  const needsQuartiles = scalers.some((name) => scalerOf(name).needsQuartiles);
  const asked = { ...(await sourceOf(options)), names: [...features, target], needsQuartiles };
  const further = loss.map(lossOf).filter(({ shape }) => shape !== "quadratic");
  const texts = further.map((one) => lossText(asked, one, delta));
  await writeResult("-", [[momentsText(asked), ...texts].join("\n")]);
  return true;
}

async function sourceOf(options: SourceOptions): Promise<{ dialect: Dialect; relation: Relation }> {
  const { data, table, sql, engine, dialect: name } = options;
  const { isSqliteFile, relationOf } = await import("../../io/engine/openEngine.ts");
  const { DIALECTS } = await import("../../io/engine/dialects.ts");
  const known = (wanted: string) => DIALECTS.find((dialect) => dialect.name === wanted) as Dialect;
  if (engine !== undefined && engine !== "duckdb") {
    const { clientDialect } = await import("../../io/engine/clientEngine.ts");
    return { dialect: clientDialect(engine, name), relation: relationOf(table, sql) };
  }
  const { isDatabaseFile, readerOf } = await import("../../io/engine/duckdbEngine.ts");
  const dialect = known(data !== undefined && isSqliteFile(data) ? "sqlite" : "duckdb");
  if (sql !== undefined || table !== undefined)
    return { dialect, relation: relationOf(table, sql) };
  if (data === undefined || isDatabaseFile(data) || isSqliteFile(data)) {
    throw InputError.of`${named("explainSql")}: needs ${named("table")}, for nothing is read`;
  }
  return { dialect, relation: { from: readerOf([data]) } };
}
