import type { Dialect } from "./dialect.ts";

/** A query's answer; `null` is NULL. */
export interface Answer {
  columns: string[];
  rows: (string | null)[][];
}

/** Something that holds tables and answers SELECTs. */
export interface Engine {
  dialect: Dialect;
  /** In messages: `psql`, `DuckDB`. */
  name: string;
  /** @param columns the names that the answer must have; any where not given */
  query(sql: string, columns?: string[]): Promise<Answer>;
  /** Answers of doubles without NULL, column by column, some thousand rows at a time. */
  stream?(sql: string, visit: (columns: Float64Array[]) => void): Promise<void>;
  close(): Promise<void>;
}

/** What an engine, or the program that talks to it, did wrong; no input error. */
export class EngineError extends Error {
  override name = "EngineError";
}
