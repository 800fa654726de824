import { mkdtempSync, rmSync } from "node:fs";
import { totalmem, tmpdir } from "node:os";
import { join } from "node:path";
import type { DuckDBConnection, DuckDBInstance } from "@duckdb/node-api";
import { errorCode } from "../fileError.ts";
import { InputError } from "../../core/errors.ts";
import { quoted } from "../../core/wording.ts";
import { duckdb } from "./dialects/duckdb.ts";
import { EngineError, type Answer, type Engine } from "./engine.ts";
import type { Relation } from "./momentQueries.ts";

export interface DuckdbOptions {
  /** Parquet, CSV and JSON files, globs among them, or one database file; none for queries alone. */
  files: string[];
  table?: string;
  sql?: string;
  /** Bytes; a quarter of the machine's where not given. */
  memory?: number;
  /** Told the share of the running query that is done, from 0 to 1. */
  onProgress?: (fraction: number) => void;
}

export interface DuckdbEngine extends Engine {
  relation: Relation;
}

const MINIMUM_MEMORY = 64 * 2 ** 20;
const PROGRESS_MS = 200;
/** That are handed over together; a chunk has 2048. */
const BLOCK_ROWS = 16_384;

export function isDatabaseFile(file: string): boolean {
  return /\.(duckdb|ddb)$/i.test(file);
}

/**
 * DuckDB in this process, on all processors and with bounded memory.
 *
 * @throws Error where the package is not installed
 */
export async function openDuckdb(options: DuckdbOptions): Promise<DuckdbEngine> {
  const { DuckDBInstance } = await loadDuckdb();
  const folder = mkdtempSync(join(tmpdir(), "loss-landscape-duckdb-"));
  const remove = () => rmSync(folder, { recursive: true, force: true });
  process.once("exit", remove);
  try {
    const memory = Math.max(MINIMUM_MEMORY, options.memory ?? totalmem() / 4);
    const instance = await DuckDBInstance.create(":memory:", {
      memory_limit: `${Math.floor(memory / 2 ** 20)}MiB`,
      temp_directory: folder,
      preserve_insertion_order: "false",
    });
    const connection = await instance.connect();
    return await opened(instance, connection, options, remove);
  } catch (error) {
    remove();
    throw error;
  }
}

async function opened(
  instance: DuckDBInstance,
  connection: DuckDBConnection,
  options: DuckdbOptions,
  remove: () => void,
): Promise<DuckdbEngine> {
  async function query(sql: string): Promise<Answer> {
    const timer = setInterval(() => {
      const { percentage } = connection.progress;
      if (percentage > 0) options.onProgress?.(Math.min(1, percentage / 100));
    }, PROGRESS_MS);
    try {
      const reader = await connection.runAndReadAll(sql);
      const rows = reader.getRows();
      return {
        columns: reader.columnNames(),
        rows: rows.map((row) =>
          row.map((value) => (value === null || value === undefined ? null : String(value))),
        ),
      };
    } catch (error) {
      throw new EngineError(`DuckDB: ${firstLine(error)}`);
    } finally {
      clearInterval(timer);
    }
  }
  async function stream(sql: string, visit: (columns: Float64Array[]) => void): Promise<void> {
    try {
      const result = await connection.stream(sql);
      const columns = result.columnNames().map(() => new Float64Array(BLOCK_ROWS));
      let count = 0;
      const pass = () => visit(columns.map((column) => column.slice(0, count)));
      for (
        let chunk = await result.fetchChunk();
        chunk?.rowCount;
        chunk = await result.fetchChunk()
      ) {
        const { rowCount } = chunk;
        if (count + rowCount > BLOCK_ROWS) {
          pass();
          count = 0;
        }
        columns.forEach((column, k) => column.set(chunk.getColumnValues(k).map(Number), count));
        count += rowCount;
      }
      pass();
    } catch (error) {
      throw new EngineError(`DuckDB: ${firstLine(error)}`);
    }
  }
  const engine: Engine = {
    dialect: duckdb,
    name: "DuckDB",
    query,
    stream,
    close() {
      connection.closeSync();
      instance.closeSync();
      process.off("exit", remove);
      remove();
      return Promise.resolve();
    },
  };
  return { ...engine, relation: await relationOf(engine, options) };
}

async function relationOf(engine: Engine, options: DuckdbOptions): Promise<Relation> {
  const { files, table, sql } = options;
  const [file] = files;
  if (files.some(isDatabaseFile)) {
    if (files.length > 1) throw new InputError(`${file}: expected one database file`);
    await engine.query(`ATTACH ${textLiteral(file)} AS source_database (READ_ONLY)`);
    await engine.query("USE source_database");
    if (sql !== undefined) return { sql };
    return { table: table ?? (await onlyTable(engine, file)) };
  }
  if (sql !== undefined) {
    if (files.length > 0) {
      await engine.query(`CREATE TEMP VIEW data AS SELECT * FROM ${readerOf(files)}`);
    }
    return { sql };
  }
  if (table !== undefined) {
    throw new InputError(`table ${quoted(table)}: expected a database file that holds it`);
  }
  return { from: readerOf(files) };
}

async function onlyTable(engine: Engine, file: string): Promise<string> {
  const { rows } = await engine.query(
    "SELECT table_name FROM information_schema.tables WHERE table_catalog = 'source_database' ORDER BY 1",
  );
  if (rows.length === 1) return JSON.stringify(rows[0][0]).replaceAll('\\"', '""');
  const names = rows.map(([name]) => name).join(", ");
  throw new InputError(`${file}: ${rows.length} tables, say which: ${names || "it has none"}`);
}

/** A table function that reads the files; their ending says which. */
export function readerOf(files: string[]): string {
  const list = `[${files.map(textLiteral).join(", ")}]`;
  if (files.every((file) => /\.(csv|tsv|tab|txt)(\.gz)?$/i.test(file))) {
    return `read_csv(${list}, union_by_name = true, nullstr = ['', 'NA', 'NaN', 'nan'])`;
  }
  if (files.every((file) => /\.(json|ndjson|jsonl)(\.gz)?$/i.test(file))) {
    return `read_json(${list}, union_by_name = true)`;
  }
  return `read_parquet(${list}, union_by_name = true)`;
}

function textLiteral(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

function firstLine(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  return text.split("\n", 1)[0];
}

async function loadDuckdb(): Promise<typeof import("@duckdb/node-api")> {
  try {
    return await import("@duckdb/node-api");
  } catch (error) {
    if (!isAbsent(error)) throw error;
    throw new EngineError(
      "DuckDB is not installed, and Parquet and database files need it: npm install @duckdb/node-api",
    );
  }
}

function isAbsent(error: unknown): boolean {
  const code = errorCode(error);
  return code === "ERR_MODULE_NOT_FOUND" || code === "MODULE_NOT_FOUND";
}
