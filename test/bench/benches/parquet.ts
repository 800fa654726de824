import { join } from "node:path";
import type { Bench, Side, Workplace } from "../bench.ts";
import { cornerLosses, ourDescribe, ours, pythonSide } from "../programs.ts";

const ROWS = 10_000_000;
/** For the rivals of a hundred million rows, whose three columns alone are 2.4 GB. */
const MOST_KILOBYTES = 4_000_000;

export const parquet: Bench = {
  name: "parquet",
  work: "describe of ten million rows of Parquet, whole process",
  targets: { "pandas with NumPy": 1 / 3 },
  mostMegabytes: 1000,
  rounds: 3,
  sides: (workplace) => describeSides(workplace, ROWS),
};

export const parquetMillion: Bench = {
  name: "parquetMillion",
  work: "describe of a million rows of Parquet, whole process",
  targets: {},
  rounds: 5,
  sides: (workplace) => describeSides(workplace, ROWS / 10),
};

export const parquetHundredMillion: Bench = {
  name: "parquetHundredMillion",
  work: "describe of a hundred million rows of Parquet, whole process",
  targets: {},
  mostMegabytes: 1000,
  rounds: 1,
  async sides(workplace) {
    const [own, ...others] = await describeSides(workplace, 10 * ROWS);
    return [own, ...others.map(limited)];
  },
};

async function describeSides(workplace: Workplace, rowCount: number): Promise<Side[]> {
  const file = await writeRows(workplace, rowCount);
  const other = (library: string, name: string) =>
    pythonSide(
      name,
      workplace,
      "process",
      `${library} numpy pyarrow`,
      ...["parquetDescribe.py", library, file],
    );
  return [
    ourDescribe(file),
    other("pandas", "pandas with NumPy"),
    other("polars", "polars with NumPy"),
    other("duckdb", "DuckDB's Python, covar_pop"),
  ];
}

/** With so much address space that it ends instead of using up the machine. */
function limited(side: Side): Side {
  const script = `ulimit -v ${MOST_KILOBYTES} && exec "$@"`;
  return {
    ...side,
    command: "sh",
    args: ["-c", script, "sh", side.command, ...side.args],
    getIt: "4 GB of memory are not enough",
  };
}

export const parquetMae: Bench = {
  name: "parquetMae",
  work: "mae grid of 50 x 50 points over ten million rows of Parquet",
  targets: { NumPy: 1 / 10 },
  rounds: 1,
  async sides(workplace) {
    const file = await writeRows(workplace, ROWS);
    const window = ["--window", "fixed", "--w1", "-1:5:50", "--w2", "-1:0.5:50"];
    const script = ["parquetMaeGrid.py", file];
    const numpy = pythonSide("NumPy", workplace, "printed", "numpy pandas pyarrow", ...script);
    const grid = ours("grid", "--data", file, "--loss", "mae", "--scalers", "none", ...window);
    return [
      { ...grid, answer: cornerLosses },
      { ...numpy, share: 50 },
    ];
  },
};

/** Three columns of random numbers, by DuckDB. */
async function writeRows({ folder }: Workplace, rowCount: number): Promise<string> {
  const { DuckDBInstance } = await import("@duckdb/node-api");
  const file = join(folder, "rows.parquet");
  const instance = await DuckDBInstance.create(":memory:");
  const connection = await instance.connect();
  await connection.run("SELECT setseed(0.5)");
  await connection.run(
    `COPY (SELECT a, b, 3 * a + b / 10 + 2 * random() AS y FROM (SELECT random() AS a, 100 * random() AS b
     FROM range(${rowCount}))) TO '${file}'`,
  );
  connection.closeSync();
  instance.closeSync();
  return file;
}
