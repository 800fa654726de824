import Papa from "papaparse";
import { InputError } from "../core/errors.ts";
import { quoted } from "../core/wording.ts";
import { Input, MAX_BYTES, type InputSource } from "./input.ts";
import { numbersOf, readNpy } from "./numpy/npy.ts";
import { readZip } from "./numpy/readZip.ts";

/** A trajectory of someone's optimiser on the plane; a loss that is not given is NaN. */
export interface PathRead {
  x: Float64Array;
  y: Float64Array;
  z: Float64Array;
}

type Columns = Partial<Record<string, ArrayLike<unknown>>>;

/**
 * Reads a trajectory: columns `x` and `y`, and if there, `loss` (or `z`) and `step`, by which it is
 * then sorted. CSV with a header, NDJSON, JSON (an array of objects or an object of arrays) or NPZ,
 * told apart by their content.
 *
 * @throws InputError where a column is missing or a value is no number
 */
export async function readPath(source: InputSource): Promise<PathRead> {
  const input = new Input(source);
  try {
    const bytes = await input.bytes(MAX_BYTES);
    const { name } = input;
    return pathFrom(columnsOf(bytes, name), name);
  } finally {
    await input.close();
  }
}

function columnsOf(bytes: Buffer, name: string): Columns {
  if (bytes.subarray(0, 2).toString("latin1") === "PK") return npzColumns(bytes, name);
  const text = bytes.toString("utf8").replace(/^\ufeff/, "");
  return /^\s*[[{]/.test(text) ? jsonColumns(text, name) : csvColumns(text);
}

function npzColumns(bytes: Buffer, name: string): Columns {
  const wanted = readZip(bytes, name).filter((entry) =>
    /^(x|y|z|loss|step)\.npy$/.test(entry.name),
  );
  return Object.fromEntries(
    wanted.map((entry) => {
      const column = entry.name.slice(0, -".npy".length);
      return [column, numbersOf(readNpy(entry.bytes(), `${name}: ${column}`))];
    }),
  );
}

function jsonColumns(text: string, name: string): Columns {
  const value = jsonOf(text, name);
  if (!Array.isArray(value)) return value as Columns;
  const columns: Record<string, unknown[]> = {};
  value.forEach((row: unknown, k) => {
    const fields = typeof row === "object" && row !== null ? row : {};
    for (const [key, cell] of Object.entries(fields)) (columns[key] ??= [])[k] = cell;
  });
  for (const column of Object.values(columns)) column.length = value.length;
  return columns;
}

/** One value, or where there are several, one a line, all of them. */
function jsonOf(text: string, name: string): object {
  try {
    return JSON.parse(text) as object;
  } catch {
    // Lines of their own, then.
  }
  const lines = text.split("\n").map((line, k) => ({ line, number: k + 1 }));
  return lines
    .filter(({ line }) => line.trim() !== "")
    .map(({ line, number }): unknown => {
      try {
        return JSON.parse(line);
      } catch {
        throw new InputError(`${name}:${number}: neither JSON nor NDJSON`);
      }
    });
}

function csvColumns(text: string): Columns {
  const { data } = Papa.parse<string[]>(text, { skipEmptyLines: "greedy" });
  const [header = [], ...rows] = data;
  return Object.fromEntries(
    header.map((column, k) => [column.trim(), rows.map((row) => row[k] ?? "")]),
  );
}

function pathFrom(columns: Columns, name: string): PathRead {
  const x = numbers(columns, "x", name);
  const y = numbers(columns, "y", name);
  const lossColumn = columns.loss === undefined ? "z" : "loss";
  const z = columns[lossColumn] && numbers(columns, lossColumn, name);
  const step = columns.step && numbers(columns, "step", name);
  for (const column of [y, z, step]) {
    if (column && column.length !== x.length) {
      throw new InputError(`${name}: ${column.length} values beside ${x.length} of x`);
    }
  }
  if (x.length === 0) throw new InputError(`${name}: no steps, expected at least one`);
  const wrong = x.findIndex((value, k) => !Number.isFinite(value + y[k]));
  if (wrong >= 0) throw new InputError(`${name}: step ${wrong + 1}: x or y is not a finite number`);
  const order = Array.from(x.keys());
  if (step) order.sort((a, b) => step[a] - step[b]);
  return {
    x: Float64Array.from(order, (k) => x[k]),
    y: Float64Array.from(order, (k) => y[k]),
    z: Float64Array.from(order, (k) => z?.[k] ?? NaN),
  };
}

function numbers(columns: Columns, column: string, name: string): Float64Array {
  const cells = columns[column];
  if (cells === undefined || typeof cells !== "object" || cells === null) {
    throw new InputError(
      `${name}: no column "${column}", expected x and y, and if known loss, step`,
    );
  }
  return Float64Array.from(cells, (cell, k) => {
    if (typeof cell === "number") return cell;
    const isEmpty = cell === null || cell === undefined || cell === "";
    const value = typeof cell === "string" ? Number(cell) : NaN;
    if (isEmpty || (typeof cell === "string" && /^\s*[+-]?(nan|inf)/i.test(cell))) return NaN;
    if (!Number.isNaN(value)) return value;
    throw new InputError(
      `${name}: ${column} of step ${k + 1}: ${quoted(String(cell))} is no number`,
    );
  });
}
