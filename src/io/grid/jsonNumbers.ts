import { InputError } from "../../core/errors.ts";
import { quoteJson, type JsonValue } from "../json/jsonValue.ts";
import type { Matrix } from "./assembleGrid.ts";
import type { PointBudget } from "./pointBudget.ts";

/** Rows of numbers as a matrix; null is a hole. */
export function matrixFromJson(value: JsonValue, points: PointBudget, place: string): Matrix {
  if (!Array.isArray(value) || value.length === 0) {
    throw new InputError(`${place}: ${quoteJson(value)}, expected an array of rows of numbers`);
  }
  const columnCount = numbersFromJson(value[0], `${place}[0]`).length;
  points.take(value.length, columnCount, place);
  const values = new Float64Array(value.length * columnCount);
  value.forEach((part, i) => {
    const row = numbersFromJson(part, `${place}[${i}]`);
    if (row.length !== columnCount) {
      throw new InputError(`${place}[${i}]: ${row.length} numbers, expected ${columnCount}`);
    }
    values.set(row, i * columnCount);
  });
  return { values, rowCount: value.length, columnCount };
}

/** The numbers along one axis: an array of them, or NumPy's meshgrid, which repeats it. */
export function axisFromJson(
  value: JsonValue | undefined,
  axis: "x" | "y",
  place: string,
): Float64Array | undefined {
  if (value === undefined || value === null) return undefined;
  if (!Array.isArray(value) || value.length === 0 || !isRow(value[0])) {
    return numbersFromJson(value, place);
  }
  const rows = value.map((row, i) => numbersFromJson(row, `${place}[${i}]`));
  return axisFromMeshgrid(rows, axis, place);
}

/** @throws InputError where the rows (for x) or columns (for y) are not all the same */
export function axisFromMeshgrid(
  rows: Float64Array[],
  axis: "x" | "y",
  place: string,
): Float64Array {
  const expected = axis === "x" ? rows[0] : Float64Array.from(rows, (row) => row[0]);
  rows.forEach((row, i) => {
    const isRepeated =
      row.length === rows[0].length &&
      row.every((value, j) => value === (axis === "x" ? expected[j] : expected[i]));
    if (!isRepeated) {
      const what = axis === "x" ? "the rows differ" : "the columns differ";
      throw new InputError(`${place}[${i}]: ${what}, expected an array of numbers`);
    }
  });
  return expected;
}

export function numbersFromJson(value: JsonValue, place: string): Float64Array {
  if (value instanceof Float64Array) return value;
  if (!Array.isArray(value)) {
    throw new InputError(`${place}: ${quoteJson(value)}, expected an array of numbers`);
  }
  const wrong = value.findIndex((part) => typeof part !== "number" && part !== null);
  if (wrong >= 0) {
    throw new InputError(`${place}[${wrong}]: ${quoteJson(value[wrong])} is not a number`);
  }
  return Float64Array.from(value, (part) => (typeof part === "number" ? part : NaN));
}

function isRow(value: JsonValue): boolean {
  return value instanceof Float64Array || Array.isArray(value);
}
