import { InputError, option as named } from "../../core/errors.ts";
import { makeKind, Expected } from "../../core/options/kind.ts";
import { positiveNumber } from "../../core/options/numbers.ts";
import { inGroup, option, type AnyGiven, type OptionsOf } from "../../core/options/table.ts";
import { choiceOf, fileNames, nonEmptyText } from "../../core/options/texts.ts";
import type { LossName } from "../../core/losses/losses.ts";
import { SCALERS_OF_MOMENTS, type ScalerName } from "../../core/scalers/scalers.ts";
import { anyOf, shown } from "../../core/wording.ts";
import { DIALECT_NAMES } from "../../io/engine/dialects.ts";

const UNITS: Record<string, number> = { "": 1, k: 1e3, m: 1e6, g: 1e9, t: 1e12 };

/** `500MB`, `2G`: bytes. */
const memorySize = makeKind<number>({
  argument: "SIZE",
  expected: "a size of 1MB or more, as 500MB or 2GB",
  read(value) {
    const match = /^(\d+(?:\.\d+)?)\s*([kmgt]?)b?$/i.exec(String(value).trim());
    const bytes = match ? Number(match[1]) * UNITS[match[2].toLowerCase()] : 0;
    if (!(bytes >= 1e6)) throw new Expected(this.expected);
    return bytes;
  },
});

/** Tables that an engine holds, and moments in place of rows. */
export const ENGINE_OPTIONS = inGroup("Data", {
  table: option(nonEmptyText, "the table of a database file or an engine"),
  sql: option(nonEmptyText, "a SELECT in its place", { argument: "QUERY" }),
  engine: option(nonEmptyText, "what holds the table: duckdb, or a client as 'psql -d air'", {
    argument: "COMMAND",
  }),
  dialect: option(choiceOf(DIALECT_NAMES), `its SQL: ${DIALECT_NAMES.join(", ")}`, {
    without: "by the client's name",
  }),
  engineMemory: option(memorySize, "most memory of DuckDB", {
    without: "a quarter of the machine's",
  }),
  engineTimeout: option(positiveNumber, "longest wait for a client's answer", {
    argument: "SECONDS",
    default: 3600,
  }),
  moments: option(fileNames, "moments instead of rows; several are merged"),
});

const ENGINE_FILE = /[*?]|\.(parquet|pq|duckdb|ddb|sqlite3?|db3?)$/i;

/** Whether nothing is given that holds data of one's own. */
export function isSynthetic(given: AnyGiven): boolean {
  return given.data === undefined && given.moments === undefined && !usesEngine(given);
}

/** Whether the rows stay where they are, in files that DuckDB reads or behind a client. */
export function usesEngine({ data, table, sql, engine }: AnyGiven): boolean {
  if (table !== undefined || sql !== undefined || engine !== undefined) return true;
  return data !== undefined && ENGINE_FILE.test(String(data));
}

/** What is asked of an engine. */
interface Asked extends OptionsOf<typeof ENGINE_OPTIONS> {
  data?: string;
  loss: LossName[];
  scalers: ScalerName[];
}

/** Refuses contradictions, and before anything runs what only rows in memory can give. */
export function refuseForEngine(given: AnyGiven, options: Asked): void {
  const { data, table, sql, engine, dialect, loss, moments } = options;
  const firstOf = (...keys: string[]) => keys.find((key) => given[key] !== undefined);
  const isClient = engine !== undefined && engine !== "duckdb";
  if (moments) {
    const other = firstOf("data", "table", "sql", "engine");
    if (other) {
      throw InputError.of`${named(other)}: cannot be combined with ${named("moments")}`;
    }
  } else if (!usesEngine(given)) {
    const lost = firstOf("dialect", "engineMemory", "engineTimeout");
    if (lost) {
      throw InputError.of`${named(lost)}: needs an engine (${named("engine")}, ${named("table")} or ${named("sql")})`;
    }
    return;
  }
  if (table !== undefined && sql !== undefined) {
    throw InputError.of`${named("table")}: cannot be combined with ${named("sql")}`;
  }
  if (dialect !== undefined && !isClient) {
    throw InputError.of`${named("dialect")}: needs ${named("engine", "COMMAND")}`;
  }
  if (isClient && data !== undefined) {
    throw InputError.of`${named("data")} ${shown(data)}: cannot be combined with ${named("engine", "COMMAND")}`;
  }
  if (isClient && table === undefined && sql === undefined) {
    throw InputError.of`${named("engine")} ${shown(engine)}: needs ${named("table")} or ${named("sql")}`;
  }
  const ofText = firstOf("delimiter", "decimal");
  if (ofText) {
    throw InputError.of`${named(ofText)}: an engine finds it out; expected rows as CSV`;
  }
  if (data === "-") {
    throw InputError.of`${named("data")} -: an engine reads files, not standard input`;
  }
  const other = loss.find((name) => name !== "mse");
  if (moments && other) {
    throw InputError.of`${named("loss")} ${other}: needs rows; moments are enough for mse alone`;
  }
  const lacking = options.scalers.find((name) => !SCALERS_OF_MOMENTS.includes(name));
  if (moments && lacking) {
    throw InputError.of`${named("scalers")} ${lacking}: moments hold no quartiles; expected ${anyOf(SCALERS_OF_MOMENTS)}`;
  }
}
