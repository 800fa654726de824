import { readFile } from "node:fs/promises";
import { InputError } from "../core/errors.ts";
import type { Moments } from "../core/moments.ts";
import { cannotRead } from "./fileError.ts";

const FORMAT = "loss-landscape/moments";

/** Moments written down: JSON whose numbers read back to the same doubles. */
export function momentsText(moments: Moments): string {
  const size = moments.columns.length;
  const row = (j: number) => Array.from(moments.covariance.subarray(j * size, (j + 1) * size));
  const document = {
    format: FORMAT,
    version: 1,
    n: moments.n,
    columns: moments.columns,
    mean: Array.from(moments.mean),
    meanRest: Array.from(moments.meanRest),
    covariance: moments.columns.map((_, j) => row(j)),
    min: Array.from(moments.min),
    max: Array.from(moments.max),
  };
  return `${JSON.stringify(document, null, 1)}\n`;
}

/**
 * Reads a moments document; `meanRest` may be missing.
 *
 * @throws InputError `FILE: …` where it is none
 * @throws Error `cannot read FILE: REASON`
 */
export async function readMomentsFile(file: string): Promise<Moments> {
  const text = await readFile(file, "utf8").catch((error: unknown) => {
    throw cannotRead(file, error);
  });
  return momentsFromJson(parsed(text, file), file);
}

function parsed(text: string, file: string): Record<string, unknown> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new InputError(`${file}: no JSON, expected a document of format ${FORMAT}`);
  }
  if (isRecord(value) && value.format === FORMAT && value.version === 1) return value;
  throw new InputError(`${file}: expected a document of format ${FORMAT}, version 1`);
}

function momentsFromJson(value: Record<string, unknown>, file: string): Moments {
  const { n, columns } = value;
  if (typeof n !== "number" || !Number.isInteger(n) || n < 1) {
    throw new InputError(`${file}: n: expected a whole number of rows`);
  }
  const isNames = Array.isArray(columns) && columns.every((name) => typeof name === "string");
  if (!isNames || columns.length < 2 || new Set(columns).size < columns.length) {
    throw new InputError(`${file}: columns: expected two or more names, each once`);
  }
  const size = columns.length;
  const list = (key: string) => numbers(value[key], size, `${file}: ${key}`);
  const { covariance } = value;
  if (!Array.isArray(covariance) || covariance.length !== size) {
    throw new InputError(`${file}: covariance: expected ${size} rows`);
  }
  const rows = covariance.map((row, j) => numbers(row, size, `${file}: covariance[${j}]`));
  rows.forEach((row, j) => {
    if (row[j] < 0 || rows.some((other, k) => other[j] !== row[k])) {
      throw new InputError(
        `${file}: covariance: expected a symmetric matrix of no negative variance`,
      );
    }
  });
  return {
    n,
    columns,
    mean: list("mean"),
    meanRest: value.meanRest === undefined ? new Float64Array(size) : list("meanRest"),
    covariance: Float64Array.from(rows.flatMap((row) => Array.from(row))),
    min: list("min"),
    max: list("max"),
  };
}

function numbers(value: unknown, length: number, place: string): Float64Array {
  const isList = Array.isArray(value) && value.length === length;
  if (isList && value.every((item) => typeof item === "number")) return Float64Array.from(value);
  throw new InputError(`${place}: expected ${length} numbers`);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
