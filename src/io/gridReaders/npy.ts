import { InputError } from "../../core/errors.ts";
import { MAX_BYTES } from "../input.ts";
import { NPY_MAGIC, numbersOf, readNpy, type NpyArray } from "../numpy/npy.ts";
import { assembleGrid, type Matrix } from "../grid/assembleGrid.ts";
import { DEFAULT_LABELS } from "../grid/gridRead.ts";
import type { PointBudget } from "../grid/pointBudget.ts";
import type { GridReader } from "./gridReader.ts";

/** One matrix of losses that NumPy or PyTorch saved; the axes are indices. */
export const NPY: GridReader = {
  label: "NPY file",
  recognizes: (head) => head.subarray(0, NPY_MAGIC.length).equals(NPY_MAGIC),
  async read(input, { points }) {
    const { name } = input;
    const matrix = matrixFromNpy(readNpy(await input.bytes(MAX_BYTES), name), points);
    return { panels: [{ ...DEFAULT_LABELS, ...assembleGrid(matrix, {}, () => name) }] };
  },
};

function matrixFromNpy(array: NpyArray, points: PointBudget): Matrix {
  if (array.shape.length !== 2) {
    throw new InputError(
      `${array.place}: shape (${array.shape.join(", ")}), expected two dimensions`,
    );
  }
  const [rowCount, columnCount] = array.shape;
  points.take(rowCount, columnCount, array.place);
  return { values: numbersOf(array), rowCount, columnCount };
}
