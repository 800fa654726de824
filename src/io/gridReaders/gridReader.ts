import type { GridRead } from "../grid/gridRead.ts";
import type { PointBudget } from "../grid/pointBudget.ts";
import type { Input } from "../input.ts";

export interface GridReadOptions {
  points: PointBudget;
  /** Which data set of a file that holds several surfaces. */
  surface: string;
  /** What else a file may be, for messages: `grid document, NPZ, NPY or HDF5 file`. */
  otherwise: string;
}

/** A format in which grids of losses come. */
export interface GridReader {
  /** As messages call its files: `NPZ file`. */
  label: string;
  /** Whether a file that begins with these bytes (512, or all that it has) is one. */
  recognizes(head: Buffer): boolean;
  /** @throws InputError where the file is damaged or holds something else */
  read(input: Input, options: GridReadOptions): Promise<GridRead>;
}
