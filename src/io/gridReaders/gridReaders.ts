import { InputError } from "../../core/errors.ts";
import { anyOf } from "../../core/wording.ts";
import type { GridRead } from "../grid/gridRead.ts";
import type { Input } from "../input.ts";
import { CSV } from "./csv.ts";
import type { GridReader, GridReadOptions } from "./gridReader.ts";
import { HDF5 } from "./hdf5.ts";
import { JSON_GRIDS } from "./json.ts";
import { NPY } from "./npy.ts";
import { NPZ } from "./npz.ts";

/** The formats that grids are read from, in the order in which a file is tried for them. */
export const GRID_READERS = {
  json: JSON_GRIDS,
  npz: NPZ,
  npy: NPY,
  hdf5: HDF5,
  // Last: any text may be one.
  csv: CSV,
} satisfies Record<string, GridReader>;

const HEAD_BYTES = 512;

/**
 * Reads the grids of a file in whichever format its content is.
 *
 * @param options with the data set of a file that holds several surfaces
 */
export async function readGrid(
  input: Input,
  options: Omit<GridReadOptions, "otherwise">,
): Promise<GridRead> {
  const head = await input.peek(HEAD_BYTES);
  if (head.length === 0) throw new InputError(`${input.name}: the file is empty`);
  const readers: GridReader[] = Object.values(GRID_READERS);
  const reader = readers.find(({ recognizes }) => recognizes(head)) ?? CSV;
  const others = readers.filter((each) => each !== reader).map(({ label }) => label);
  return reader.read(input, { ...options, otherwise: anyOf(others) });
}
