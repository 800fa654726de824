import { InputError } from "../../core/errors.ts";
import type { Landscape } from "../../core/landscape.ts";
import type { Place } from "./gridRead.ts";

/** Losses row by row and their shape. */
export interface Matrix {
  values: Float64Array;
  rowCount: number;
  columnCount: number;
}

/**
 * The grid of a landscape: both axes strictly increasing (a decreasing one is
 * turned round together with the losses), indices where an axis is missing.
 */
export function assembleGrid(
  matrix: Matrix,
  axes: { x?: Float64Array; y?: Float64Array },
  at: Place,
): Pick<Landscape, "x" | "y" | "z"> {
  const { values: z, rowCount, columnCount } = matrix;
  if (!z.some(Number.isFinite)) throw new InputError(`${at("z")}: every value is a hole`);
  const x = axes.x ?? Float64Array.from({ length: columnCount }, (_, index) => index);
  const y = axes.y ?? Float64Array.from({ length: rowCount }, (_, index) => index);
  checkAxis(x, columnCount, at("x"));
  checkAxis(y, rowCount, at("y"));
  if (x[0] > x[1]) {
    x.reverse();
    for (let i = 0; i < rowCount; i++) z.subarray(i * columnCount, (i + 1) * columnCount).reverse();
  }
  if (y[0] > y[1]) {
    y.reverse();
    reverseRows(matrix);
  }
  return { x, y, z };
}

function checkAxis(axis: Float64Array, count: number, place: string): void {
  if (axis.length !== count) {
    throw new InputError(`${place}: ${axis.length} numbers, expected ${count}`);
  }
  const isDecreasing = axis[1] < axis[0];
  for (let i = 0; i < count; i++) {
    if (!Number.isFinite(axis[i])) {
      throw new InputError(`${place}[${i}]: expected a finite number`);
    }
    if (i > 0 && (isDecreasing ? axis[i] >= axis[i - 1] : axis[i] <= axis[i - 1])) {
      const order = isDecreasing ? "smaller" : "larger";
      throw new InputError(`${place}[${i}]: ${axis[i]} is not ${order} than the value before it`);
    }
  }
  if (!Number.isFinite(axis[count - 1] - axis[0])) {
    throw new InputError(`${place}: from ${axis[0]} to ${axis[count - 1]} is too wide a range`);
  }
}

function reverseRows({ values, rowCount, columnCount }: Matrix): void {
  for (let low = 0, high = rowCount - 1; low < high; low++, high--) {
    const row = values.slice(low * columnCount, (low + 1) * columnCount);
    values.copyWithin(low * columnCount, high * columnCount, (high + 1) * columnCount);
    values.set(row, high * columnCount);
  }
}
