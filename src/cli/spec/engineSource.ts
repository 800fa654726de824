import { InputError } from "../../core/errors.ts";
import type { ComputingGiven } from "../options/computingOptions.ts";
import { shown } from "../options/shown.ts";

/** A table that an engine holds. */
export interface EngineTable {
  file?: string;
  table?: string;
  sql?: string;
  engine?: string;
  dialect?: string;
  memory?: number;
  timeout: number;
  features?: string[];
  target?: string;
  missing: "error" | "drop";
}

export interface MomentsSource {
  files: string[];
  features?: string[];
  target?: string;
}

const ENGINE_FILE = /[*?]|\.(parquet|pq|duckdb|ddb|sqlite3?|db3?)$/i;
const DEFAULT_TIMEOUT = 3600;

export function isSynthetic(given: ComputingGiven): boolean {
  return given.data === undefined && !given.moments && !usesEngine(given);
}

/** Whether the rows stay where they are, in files that DuckDB reads or behind a client. */
export function usesEngine({ data, table, sql, engine }: ComputingGiven): boolean {
  if (table !== undefined || sql !== undefined || engine !== undefined) return true;
  return data !== undefined && ENGINE_FILE.test(data);
}

export function engineTable(given: ComputingGiven): EngineTable {
  const { data, table, sql, engine, dialect, features, target } = given;
  return {
    file: data,
    table,
    sql,
    engine,
    dialect,
    memory: given.engineMemory,
    timeout: given.engineTimeout ?? DEFAULT_TIMEOUT,
    features,
    target,
    missing: given.missing ?? "error",
  };
}

export function momentsSource(given: ComputingGiven, files: string[]): MomentsSource {
  return { files, features: given.features, target: given.target };
}

/** Refuses contradictions, and before anything runs what only rows in memory can give. */
export function refuseForEngine(given: ComputingGiven): void {
  const { data, table, sql, engine, dialect, loss = "mse" } = given;
  const isClient = engine !== undefined && engine !== "duckdb";
  if (given.moments) {
    const other = (["data", "table", "sql", "engine"] as const).find((name) => given[name]);
    if (other) throw new InputError(`--${other}: cannot be combined with --moments`);
  } else if (!usesEngine(given)) {
    const lost = (["dialect", "engineMemory", "engineTimeout"] as const).find(
      (name) => given[name],
    );
    if (lost)
      throw new InputError(`--${dashed(lost)}: needs an engine (--engine, --table or --sql)`);
    return;
  }
  if (table !== undefined && sql !== undefined) {
    throw new InputError("--table: cannot be combined with --sql");
  }
  if (dialect !== undefined && !isClient) throw new InputError("--dialect: needs --engine COMMAND");
  if (isClient && data !== undefined) {
    throw new InputError(`--data ${shown(data)}: cannot be combined with --engine COMMAND`);
  }
  if (isClient && table === undefined && sql === undefined) {
    throw new InputError(`--engine ${shown(engine)}: needs --table or --sql`);
  }
  if (data === "-") throw new InputError("--data -: an engine reads files, not standard input");
  if (loss !== "mse") {
    throw new InputError(
      `--loss ${loss}: with an engine or moments expected mse, the loss that sums determine ` +
        "(for the others give rows as CSV or JSON)",
    );
  }
  if (given.moments && given.scalers?.includes("robust")) {
    throw new InputError(
      "--scalers robust: moments hold no quartiles; expected none, standard, minmax or maxabs",
    );
  }
}

function dashed(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}
