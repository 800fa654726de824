import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { run, temporaryFolder } from "./program.ts";

const ROWS = Array.from({ length: 60 }, (_, row) => {
  const a = (row * 37) % 11;
  const b = ((row * 53) % 17) * 100;
  return [a, b, 3 * a + 0.1 * b + ((row * 29) % 7)];
});

function table(rows: number[][]): string {
  return ["a,b,y", ...rows.map((row) => row.join(",")), ""].join("\n");
}

test("rows, DuckDB and moments of two shards describe the same landscape", async () => {
  const cwd = temporaryFolder();
  writeFileSync(join(cwd, "all.csv"), table(ROWS));
  writeFileSync(join(cwd, "north.csv"), table(ROWS.slice(0, 17)));
  writeFileSync(join(cwd, "south.csv"), table(ROWS.slice(17)));
  const fromRows = await run(["describe", "--data", "all.csv", "--intercept"], { cwd });
  const fromDuckdb = await run(
    ["describe", "--data", "all.csv", "--intercept", "--engine", "duckdb"],
    { cwd },
  );
  expect(fromDuckdb.stderr).toBe("");
  expect(fromDuckdb.stdout.toString()).toBe(fromRows.stdout.toString());
  const glob = ["--sql", "select * from data order by a", "--data", "*th.csv"];
  const fromGlob = await run(["describe", "--intercept", ...glob], { cwd });
  expect(fromGlob.stdout.toString()).toBe(fromRows.stdout.toString());

  await run(["moments", "--data", "north.csv", "--out", "north.json"], { cwd });
  await run(["moments", "--data", "south.csv", "--engine", "duckdb", "--out", "south.json"], {
    cwd,
  });
  const shards = ["--moments", "north.json", "south.json"];
  const merged = await run(["describe", ...shards, "--intercept"], { cwd });
  expect(merged.stdout.toString()).toBe(fromRows.stdout.toString());
  const picture = await run(["render", ...shards, "--quiet", "--out", "fig.png"], { cwd });
  expect([picture.status, picture.stderr]).toEqual([0, ""]);
});

const DIALECT = ["--dialect", "postgres", "--table", "t"];

test.each([
  [
    "a missing client",
    ["--engine", "no-such-client", ...DIALECT],
    1,
    /cannot run no-such-client: no such program/,
  ],
  [
    "one that hangs",
    ["--engine", "sleep 60", ...DIALECT, "--engine-timeout", "0.5"],
    1,
    /sleep: no answer after 0\.5 s/,
  ],
  ["one that floods", ["--engine", "yes", ...DIALECT], 1, /yes: it answered more than 16 MB/],
  ["one that says nothing", ["--engine", "true", ...DIALECT], 2, /the table has no rows/],
  [
    "its own error",
    ["--engine", "sh -c 'echo ERROR: no flights >&2; exit 3'", ...DIALECT],
    1,
    /sh: ERROR: no flights\n/,
  ],
  [
    "other columns",
    ["--engine", "echo hello", ...DIALECT],
    1,
    /echo: it answered other columns: "hello", expected "type_0"/,
  ],
  [
    "a banner",
    ["--engine", "printf 'Welcome\\ntype_0\\nint\\n'", ...DIALECT],
    1,
    /printf: it prints "Welcome" before its answer/,
  ],
  [
    "one that is killed",
    ["--engine", "sh -c 'kill -9 $$'", ...DIALECT],
    1,
    /sh: it was ended by SIGKILL/,
  ],
  ["an unknown dialect", ["--engine", "mydb", "--table", "t"], 2, /its dialect is not known/],
  [
    "no percentiles",
    ["--engine", "sqlite3 x", "--table", "t", "--scalers", "robust"],
    2,
    /SQLite has no exact percentiles/,
  ],
  ["another loss", ["--moments", "m.json", "--loss", "mae"], 2, /--loss mae: needs rows; moments/],
  ["no table", ["--engine", "psql"], 2, /needs --table or --sql/],
])("%s is told apart", async (_, args, status, message) => {
  const { status: actual, stderr } = await run(["describe", ...args]);
  expect(stderr).toMatch(message);
  expect(actual).toBe(status);
});

test("a client that is killed between two queries", async () => {
  const cwd = temporaryFolder();
  const client = "if [ -e asked ]; then kill -9 $$; fi; touch asked; printf 'a,b,y\\n1,2,3\\n'";
  writeFileSync(join(cwd, "client.sh"), client);
  const { status, stdout, stderr } = await run(
    ["describe", "--engine", "sh client.sh", "--dialect", "postgres", "--table", "t"],
    { cwd },
  );
  expect([status, stdout.toString(), stderr]).toEqual([
    1,
    "",
    "loss-landscape: sh: it was ended by SIGKILL\n",
  ]);
});

test("columns that hold no numbers", async () => {
  const cwd = temporaryFolder();
  const duckdb = (sql: string, ...rest: string[]) =>
    run(["describe", "--sql", sql, "--target", "y", ...rest], { cwd });
  const rows = "from range(9) r(i)";
  const time = await duckdb(
    `select i as y, timestamp '2020-01-01' as t ${rows}`,
    "--features",
    "t",
  );
  expect(time.stderr).toMatch(/column "t" is of type TIMESTAMP, no number \(give a query/);
  const text = await duckdb(`select i as y, i % 3 as a, 1 / (i + 1) as b, 'x' as name ${rows}`);
  expect(text.status).toBe(0);
  expect(text.stderr).toContain("note: the query: no numbers, left out: name\n");
  const infinite = await duckdb(`select i as y, 1e308 * 10 * i as a, i as b ${rows}`);
  expect(infinite.status).toBe(2);
  const nan = await duckdb(`select i as y, 'nan'::double as a, i % 2 = 0 as b ${rows}`);
  expect(nan.stderr).toMatch(/column "a": 9 rows hold NaN/);
  const wide = await duckdb(
    `select i::decimal(9,2) as y, i % 2 = 0 as a, (i % 3)::hugeint as b ${rows}`,
  );
  expect(wide.status).toBe(0);
  expect(wide.stderr).not.toContain("left out");
});

test("sql quotes what it is given", async () => {
  const hostile = 'x"; drop table t; --';
  const args = ["--table", "air.flights", "--features", hostile, "--target", "y"];
  const { stdout } = await run(["sql", "--dialect", "postgres", ...args]);
  expect(stdout.toString()).toContain('CAST("x""; drop table t; --" AS double precision)');
  expect(stdout.toString()).toContain('FROM "air"."flights"');
  const bigquery = await run(["sql", "--dialect", "bigquery", ...args]);
  expect(bigquery.stdout.toString()).toContain('`x"; drop table t; --`');
  const spark = await run(["sql", "--dialect", "spark", ...args]);
  expect(spark.stderr).toMatch(/spark-sql cuts its input at semicolons/);
});

test("--explain-sql prints the queries of every loss and runs none", async () => {
  const columns = ["--features", "a,b", "--target", "y"];
  const none = ["--engine", "no-such-client", "--dialect", "postgres", "--table", "air.flights"];
  const all = ["--loss", "mse,mae,huber,logistic,hinge", "--scalers", "none,robust"];
  const { status, stdout, stderr } = await run([
    ...["describe", "--explain-sql", ...none, ...columns, ...all],
  ]);
  expect([status, stderr]).toEqual([0, ""]);
  const text = stdout.toString();
  const queries = text
    .replace(/^--.*\n/gm, "")
    .split(";\n")
    .filter((query) => query.trim() !== "");
  expect(queries.length).toBeGreaterThan(25);
  for (const query of queries) {
    expect(query.trim()).toMatch(/^SELECT [^;]*FROM "air"\."flights"[^;]*$/);
  }
  expect(text).toContain("<avg_0>");
  const file = await run(["grid", "--data", "no.parquet", ...columns, "--explain-sql"]);
  expect(file.stdout.toString()).toContain("FROM read_parquet(['no.parquet']");
  const unknown = await run(["describe", "--explain-sql", ...none]);
  expect([unknown.status, unknown.stderr]).toEqual([
    2,
    "loss-landscape: --explain-sql: needs --features, for nothing is read\n",
  ]);
});

test("moments that are none are refused", async () => {
  const cwd = temporaryFolder();
  writeFileSync(join(cwd, "m.json"), '{"format": "loss-landscape/moments", "version": 1, "n": 0}');
  const { status, stderr } = await run(["describe", "--moments", "m.json"], { cwd });
  expect([status, stderr]).toEqual([
    2,
    "loss-landscape: m.json: n: expected a whole number of rows\n",
  ]);
});
