import { InputError } from "../../core/errors.ts";
import { numbersOf, readNpy, type NpyArray } from "../npy/readNpy.ts";
import { assembleGrid, checkPointCount, type Matrix } from "./assembleGrid.ts";
import { DEFAULT_LABELS, type GridRead } from "./gridRead.ts";

/** One matrix of losses that NumPy or PyTorch saved; the axes are indices. */
export function readNpyGrid(bytes: Buffer, name: string, maxPoints: number): GridRead {
  const matrix = matrixFromNpy(readNpy(bytes, name), maxPoints);
  return { panels: [{ ...DEFAULT_LABELS, ...assembleGrid(matrix, {}, () => name) }] };
}

export function matrixFromNpy(array: NpyArray, maxPoints: number): Matrix {
  if (array.shape.length !== 2) {
    throw new InputError(
      `${array.place}: shape (${array.shape.join(", ")}), expected two dimensions`,
    );
  }
  const [rowCount, columnCount] = array.shape;
  checkPointCount(rowCount, columnCount, maxPoints, array.place);
  return { values: numbersOf(array), rowCount, columnCount };
}
