import { join } from "node:path";
import type { Bench, Workplace } from "../bench.ts";
import { cornerLosses, ourDescribe, ours, pythonSide } from "../programs.ts";

const ROWS = 10_000_000;

export const parquet: Bench = {
  name: "parquet",
  work: "describe of ten million rows of Parquet, whole process",
  targets: { "pandas with NumPy": 1 / 3 },
  mostMegabytes: 1000,
  rounds: 3,
  async sides(workplace) {
    const file = await writeRows(workplace);
    const other = (library: string) =>
      pythonSide(
        `${library} with NumPy`,
        workplace,
        "process",
        `${library} numpy pyarrow`,
        ...["parquetDescribe.py", library, file],
      );
    return [ourDescribe(file), other("pandas"), other("polars")];
  },
};

export const parquetMae: Bench = {
  name: "parquetMae",
  work: "mae grid of 50 x 50 points over ten million rows of Parquet",
  targets: { NumPy: 1 / 10 },
  rounds: 1,
  async sides(workplace) {
    const file = await writeRows(workplace);
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
async function writeRows({ folder }: Workplace): Promise<string> {
  const { DuckDBInstance } = await import("@duckdb/node-api");
  const file = join(folder, "rows.parquet");
  const instance = await DuckDBInstance.create(":memory:");
  const connection = await instance.connect();
  await connection.run("SELECT setseed(0.5)");
  await connection.run(
    `COPY (SELECT a, b, 3 * a + b / 10 + 2 * random() AS y FROM (SELECT random() AS a, 100 * random() AS b
     FROM range(${ROWS}))) TO '${file}'`,
  );
  connection.closeSync();
  instance.closeSync();
  return file;
}
