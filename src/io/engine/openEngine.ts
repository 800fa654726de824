import type { Engine } from "./engine.ts";
import { clientEngine } from "./clientEngine.ts";
import type { Relation } from "./momentQueries.ts";

/** A table on an engine, as the user names it. */
export interface EngineSource {
  /** Files for DuckDB; none with a client. */
  files: string[];
  table?: string;
  sql?: string;
  /** `duckdb`, or a client with its arguments. */
  engine?: string;
  dialect?: string;
  /** Bytes, of DuckDB. */
  memory?: number;
  /** Seconds, of a client. */
  timeout: number;
  onProgress?: (fraction: number) => void;
}

export interface OpenedEngine {
  engine: Engine;
  relation: Relation;
  /** Of the table, for messages. */
  place: string;
}

/** Starts what holds the table; SQLite files are read by the program sqlite3. */
export async function openEngine(source: EngineSource): Promise<OpenedEngine> {
  const { files, table, sql, engine: command, timeout } = source;
  const [file] = files;
  if (command === undefined || command === "duckdb") {
    if (file !== undefined && isSqliteFile(file)) {
      const engine = clientEngine({ command: `sqlite3 -readonly ${word(file)}`, timeout });
      return { engine, relation: relationOf(table, sql), place: file };
    }
    const { openDuckdb } = await import("./duckdbEngine.ts");
    const engine = await openDuckdb(source);
    return { engine, relation: engine.relation, place: files.join(", ") || "the query" };
  }
  const engine = clientEngine({ command, dialect: source.dialect, timeout });
  return { engine, relation: relationOf(table, sql), place: table ?? "the query" };
}

export function isSqliteFile(file: string): boolean {
  return /\.(sqlite3?|db3?)$/i.test(file);
}

export function relationOf(table: string | undefined, sql: string | undefined): Relation {
  return sql === undefined ? { table: table ?? "" } : { sql };
}

function word(text: string): string {
  return `"${text.replace(/["\\]/g, "\\$&")}"`;
}
