import { execFileSync } from "node:child_process";
import { randomUUID } from "node:crypto";
import { rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { commandWords } from "../../../src/io/engine/clientEngine.ts";
import type { Dialect } from "../../../src/io/engine/dialect.ts";
import { clickhouse } from "../../../src/io/engine/dialects/clickhouse.ts";
import { mysql } from "../../../src/io/engine/dialects/mysql.ts";
import { postgres } from "../../../src/io/engine/dialects/postgres.ts";
import { sqlite } from "../../../src/io/engine/dialects/sqlite.ts";
import { openEngine, type OpenedEngine } from "../../../src/io/engine/openEngine.ts";
import { insertions, writeCsv, type HardTable } from "./hardTable.ts";
import { missingClickhouse, startClickhouse } from "./clickhouse.ts";
import { hasProgram, postgresFolder, startMariadb, startPostgres, type Server } from "./servers.ts";
import { missingSpark, startSpark } from "./spark.ts";

/** An engine that tests can start and fill. */
export interface TestEngine {
  name: string;
  /** What it needs and this machine lacks. */
  missing: string | false;
  /** Whether its client takes no name with a semicolon or a quote. */
  isTame?: boolean;
  /** Starts it with the table `t`. */
  open(table: HardTable): Promise<{ opened: OpenedEngine; stop(): Promise<void> }>;
}

/** Seconds. */
const TIMEOUT = 600;

export const ENGINES: TestEngine[] = [
  {
    name: "DuckDB",
    missing: false,
    async open(table) {
      const file = temporaryFile("csv");
      await writeCsv(table, file);
      return opening({ files: [file] }, () => rmSync(file));
    },
  },
  {
    name: "SQLite",
    missing: !hasProgram("sqlite3") && "sqlite3",
    open(table) {
      const file = temporaryFile("sqlite");
      return filled({ client: `sqlite3 ${file}`, stop: () => rmSync(file) }, [
        "PRAGMA synchronous = OFF;\n",
        ...insertions(table, sqlite, "REAL"),
      ]);
    },
  },
  {
    name: "PostgreSQL",
    missing: !postgresFolder() && "postgresql",
    open: async (table) =>
      filled(await startPostgres(), insertions(table, postgres, "double precision")),
  },
  {
    name: "MariaDB",
    missing: !hasProgram("mariadb-install-db") && "mariadb-server",
    open: async (table) => filled(await startMariadb(), insertions(table, mysql, "DOUBLE")),
  },
  {
    name: "ClickHouse",
    missing: missingClickhouse(),
    async open(table) {
      const server = await startClickhouse();
      const kept = " ENGINE = MergeTree ORDER BY tuple()";
      for (const piece of insertions(table, clickhouse, "Nullable(Float64)", kept)) {
        send(server, piece);
      }
      return opening({ engine: server.client, dialect: "clickhouse" }, () => server.stop());
    },
  },
  {
    name: "Spark",
    missing: missingSpark(),
    isTame: true,
    async open(table) {
      const file = temporaryFile("csv");
      await writeCsv(table, file);
      const server = await startSpark(`t=${file}`);
      return opening({ engine: server.client, dialect: "spark" }, () => {
        server.stop();
        rmSync(file);
      });
    },
  },
];

function temporaryFile(ending: string): string {
  return join(tmpdir(), `loss-landscape-agreement-${randomUUID()}.${ending}`);
}

function filled(server: Server, script: Iterable<string>) {
  send(server, Array.from(script).join(""));
  return opening({ engine: server.client }, () => server.stop());
}

/** Stops the server where its client complains. */
function send({ client, stop }: Server, script: string): void {
  const [program, ...args] = commandWords(client);
  try {
    execFileSync(program, args, { input: script, stdio: ["pipe", "ignore", "inherit"] });
  } catch (error) {
    stop();
    throw error;
  }
}

async function opening(
  source: { files?: string[]; engine?: string; dialect?: Dialect["name"] },
  stop: () => void,
): Promise<{ opened: OpenedEngine; stop(): Promise<void> }> {
  const { files = [], ...client } = source;
  const table = files.length > 0 ? undefined : "t";
  const opened = await openEngine({ files, ...client, table, timeout: TIMEOUT });
  return {
    opened,
    async stop() {
      await opened.engine.close();
      stop();
    },
  };
}
