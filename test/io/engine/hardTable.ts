import { createWriteStream } from "node:fs";
import { once } from "node:events";
import type { Dataset } from "../../../src/core/dataset.ts";
import type { Dialect } from "../../../src/io/engine/dialect.ts";

/** A name that is data for every engine; Spark's own client cuts some of these characters. */
const HOSTILE = "a\"`'\\; drop table t; --";
const TAME = "a `b` c.d";
/** Every so many rows one has no second value. */
const NULL_EVERY = 50;

/**
 * Rows that are hard to sum: a feature 1e9 from zero, one of the size 1e-6 with zeros, one of 1e9; NULLs,
 * ties in every column and whole rows that occur twice.
 */
export interface HardTable {
  names: string[];
  features: string[];
  rowCount: number;
  nullCount: number;
  /** One cell after another; NaN for NULL. */
  columns: Float64Array[];
  /** The rows without NULL. */
  datasetOf(target: "y" | "side"): Dataset;
}

export function hardTable(rowCount: number, isTame = false): HardTable {
  let state = 11;
  const uniform = () => (state = (state * 48271) % 2147483647) / 2147483647;
  const names = [isTame ? TAME : HOSTILE, "b", "select", "y", "side"];
  const columns = names.map(() => new Float64Array(rowCount));
  let nullCount = 0;
  for (let row = 0; row < rowCount; row++) {
    const set = (cells: number[]) => cells.forEach((cell, k) => (columns[k][row] = cell));
    if (row % 9 === 8) {
      set(columns.map((column) => column[row - 1]));
    } else {
      const level = row < 2 ? row * 1024 : Math.round(uniform() * 1024);
      const b = row % 20 === 3 ? 0 : (uniform() - 0.3) * 1e-6;
      const c = Math.round((uniform() - 0.5) * 1e9);
      const y = level / 512 + b * 2e6 + c * 1e-9 + uniform();
      const side = level + c * 5e-7 + ((row * 37) % 101) * 8 > 900 ? 1 : 0;
      set([1e9 + level, row % NULL_EVERY === 7 ? NaN : b, c, y, side]);
    }
    if (Number.isNaN(columns[1][row])) nullCount++;
  }
  const kept = Uint32Array.from(columns[1].keys()).filter(
    (row) => columns[1][row] === columns[1][row],
  );
  const whole = columns.map((column) => Float64Array.from(kept, (row) => column[row]));
  const features = names.slice(0, 3);
  return {
    ...{ names, features, rowCount, nullCount, columns },
    datasetOf: (target) => ({
      featureNames: features,
      targetName: target,
      rowCount: kept.length,
      columns: whole.slice(0, 3),
      target: whole[names.indexOf(target)],
    }),
  };
}

function* cellsOf({ columns, rowCount }: HardTable, empty: string): Generator<string> {
  for (let row = 0; row < rowCount; row++) {
    yield columns
      .map((column) => (Number.isNaN(column[row]) ? empty : String(column[row])))
      .join(",");
  }
}

/** A script that makes the table `t`, in pieces. */
export function* insertions(
  table: HardTable,
  dialect: Dialect,
  type: string,
  rest = "",
): Generator<string> {
  const list = table.names.map((name) => `${dialect.quoteIdentifier(name)} ${type}`).join(", ");
  yield `CREATE TABLE t (${list})${rest};\n`;
  let lines: string[] = [];
  for (const cells of cellsOf(table, "NULL")) {
    lines.push(`(${cells})`);
    if (lines.length === 5000) {
      yield `INSERT INTO t VALUES ${lines.join(",")};\n`;
      lines = [];
    }
  }
  if (lines.length > 0) yield `INSERT INTO t VALUES ${lines.join(",")};\n`;
}

export async function writeCsv(table: HardTable, file: string): Promise<void> {
  const out = createWriteStream(file);
  out.write(`${table.names.map((name) => `"${name.replaceAll('"', '""')}"`).join(",")}\n`);
  for (const cells of cellsOf(table, "")) {
    if (!out.write(`${cells}\n`)) await once(out, "drain");
  }
  out.end();
  await once(out, "finish");
}
