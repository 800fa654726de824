import type { Dialect } from "./dialect.ts";
import { bigquery } from "./dialects/bigquery.ts";
import { clickhouse } from "./dialects/clickhouse.ts";
import { duckdb } from "./dialects/duckdb.ts";
import { mysql } from "./dialects/mysql.ts";
import { postgres } from "./dialects/postgres.ts";
import { snowflake } from "./dialects/snowflake.ts";
import { spark } from "./dialects/spark.ts";
import { sqlite } from "./dialects/sqlite.ts";
import { trino } from "./dialects/trino.ts";

/** Every SQL dialect, by name. */
export const DIALECTS: readonly Dialect[] = [
  duckdb,
  postgres,
  mysql,
  sqlite,
  clickhouse,
  spark,
  trino,
  bigquery,
  snowflake,
];

export const DIALECT_NAMES = DIALECTS.map(({ name }) => name);
