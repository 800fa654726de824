import type { Dataset, File, ready, Metadata } from "h5wasm";
import { InputError, option } from "../../core/errors.ts";
import { quoted } from "../../core/wording.ts";
import { assembleGrid } from "../grid/assembleGrid.ts";
import { MAX_BYTES, type Input } from "../input.ts";
import type { GridReader, GridReadOptions } from "./gridReader.ts";
import type { GridRead } from "../grid/gridRead.ts";
import type { PointBudget } from "../grid/pointBudget.ts";

type H5Module = Awaited<typeof ready>;

const AXES = ["xcoordinates", "ycoordinates"] as const;
const NOT_COMPUTED = -1;
const LABELS: Record<string, string> = {
  train_loss: "Training Loss",
  train_acc: "Training Accuracy",
  test_loss: "Test Loss",
  test_acc: "Test Accuracy",
};

const MAGIC = Buffer.from("\x89HDF\r\n\x1a\n", "latin1");

/**
 * A surface file of tomgoldstein/loss-landscape: whatever the stored shape,
 * `surface.ravel()[i * nx + j]` is at `x[j]`, `y[i]`, and -1 is a hole.
 */
export const HDF5: GridReader = {
  label: "HDF5 file",
  recognizes: (head) => head.subarray(0, MAGIC.length).equals(MAGIC),
  read: readHdf5Grid,
};

async function readHdf5Grid(input: Input, { surface, points }: GridReadOptions): Promise<GridRead> {
  const { name } = input;
  const bytes = await input.bytes(MAX_BYTES);
  const hdf5 = await import("h5wasm");
  const library = await hdf5.ready;
  silenceOnce(library.FS);
  const path = "/surface.h5";
  let file: File | undefined;
  try {
    library.FS.writeFile(path, bytes);
    file = new hdf5.File(path, "r");
    return { panels: [readSurface({ library, file, bytes }, name, surface, points)] };
  } catch (error) {
    if (error instanceof InputError) throw error;
    throw new InputError(`${name}: a damaged or cut off HDF5 file`, { cause: error });
  } finally {
    closeQuietly(file);
    removeQuietly(library.FS, path);
  }
}

interface OpenFile {
  library: H5Module;
  file: File;
  bytes: Uint8Array;
}

function readSurface(
  { file, ...source }: OpenFile,
  name: string,
  surface: string,
  points: PointBudget,
) {
  const at = (key: string) => `${name}: ${{ x: AXES[0], y: AXES[1], z: surface }[key] ?? key}`;
  const [x, y] = AXES.map((axis) => {
    const dataset = findDataset(file, axis);
    if (!dataset && file.keys().includes(axis)) {
      throw new InputError(`${at(axis)}: a group, or a link that leads nowhere; expected numbers`);
    }
    if (!dataset) {
      throw new InputError(`${name}: no "${axis}", expected a surface over two directions`);
    }
    points.check(countOf(dataset), `${countOf(dataset)} numbers`, at(axis));
    return numbersOf(source, dataset, at(axis));
  });
  const dataset = findDataset(file, surface);
  if (!dataset) {
    if (file.keys().includes(surface)) {
      throw InputError.of`${at("z")}: a group, or a link that leads nowhere; expected numbers (choose others with ${option("surface")})`;
    }
    const others = file.keys().filter((key) => !AXES.some((axis) => axis === key));
    const found = others.length ? others.slice(0, 20).map(shown).join(", ") : "none";
    throw InputError.of`${name}: no surface ${quoted(surface)}, found ${found} (choose one with ${option("surface")})`;
  }
  points.take(y.length, x.length, at("z"));
  const count = countOf(dataset);
  if (count !== x.length * y.length) {
    throw new InputError(`${at("z")}: ${count} numbers, expected ${y.length} x ${x.length}`);
  }
  const values = numbersOf(source, dataset, at("z")).map((v) => (v === NOT_COMPUTED ? NaN : v));
  const matrix = { values, rowCount: y.length, columnCount: x.length };
  return {
    xLabel: "Direction 1",
    yLabel: "Direction 2",
    zLabel: LABELS[surface] ?? surface,
    ...assembleGrid(matrix, { x, y }, at),
  };
}

function shown(key: string): string {
  return /^[\w.-]{1,40}$/.test(key) ? key : quoted(key);
}

function findDataset(file: File, key: string): Dataset | undefined {
  if (!file.keys().includes(key)) return undefined;
  const entity = file.get(key);
  return entity && "shape" in entity && "slice" in entity ? entity : undefined;
}

/** How many numbers a data set claims to hold. */
function countOf(dataset: Dataset): number {
  return (dataset.shape ?? []).reduce((product, length) => product * length, 1);
}

function numbersOf(
  { library, bytes }: Omit<OpenFile, "file">,
  dataset: Dataset,
  place: string,
): Float64Array {
  // Without it a failed read would give whatever was in memory. Only here: a
  // throw through the library costs a bit of its stack.
  library.activate_throwing_error_handler();
  try {
    const { value } = dataset;
    if (ArrayBuffer.isView(value) && describesPlainNumbers(bytes, dataset.metadata)) {
      const numbers: ArrayLike<number | bigint> = value;
      return Float64Array.from(numbers, Number);
    }
  } finally {
    library.deactivate_throwing_error_handler();
  }
  throw new InputError(`${place}: not an array of numbers`);
}

let isSilent = false;

/** The library prints a stack of C functions for each failure. */
function silenceOnce(files: H5Module["FS"]): void {
  if (isSilent || !hasStreams(files)) return;
  isSilent = true;
  const standardError = files.getStream(2);
  if (standardError) files.close(standardError);
  // Takes the place that became free, so that no file does.
  files.open("/dev/null", "w");
}

/** The types of h5wasm leave this function out. */
function hasStreams(files: object): files is { getStream(fd: number): object | null } {
  return "getStream" in files && typeof files.getStream === "function";
}

/** A damaged file may fail to close as well. */
function closeQuietly(file: File | undefined): void {
  try {
    file?.close();
  } catch {
    return;
  }
}

function removeQuietly(files: H5Module["FS"], path: string): void {
  try {
    files.unlink(path);
  } catch {
    return;
  }
}

const INTEGER = 0;
const FLOAT = 1;
/** Bits of exponent and mantissa, and the exponent's bias, of IEEE 754's floats, by their bytes. */
const IEEE: Partial<Record<number, [exponent: number, mantissa: number, bias: number]>> = {
  2: [5, 10, 15],
  4: [8, 23, 127],
  8: [11, 52, 1023],
};

/**
 * Whether a file holds the description of plain numbers of a type: IEEE floats
 * or integers of all their bits. The library that reads HDF5 does not say what
 * else a type may be, and hands out the bytes of any as if they were plain.
 * Bytes as in the HDF5 File Format Specification, 3.0, IV.A.2.d.
 */
function describesPlainNumbers(file: Uint8Array, metadata: Metadata): boolean {
  const { type, size, signed, littleEndian } = metadata;
  const order = littleEndian ? 0 : 1;
  const tail = Buffer.alloc(type === FLOAT ? 19 : 11);
  tail.writeUInt32LE(size, 3);
  tail.writeUInt16LE(size * 8, 9);
  if (type === INTEGER) {
    tail[0] = order | (signed ? 8 : 0);
  } else {
    const layout = type === FLOAT ? IEEE[size] : undefined;
    if (!layout) return false;
    const [exponent, mantissa, bias] = layout;
    const impliedLeadingBit = 0x20;
    tail.set([order | impliedLeadingBit, size * 8 - 1]);
    tail.set([mantissa, exponent, 0, mantissa], 11);
    tail.writeUInt32LE(bias, 15);
  }
  return [1, 2, 3, 4, 5].some((version) => {
    return Buffer.from(file).includes(Buffer.concat([Buffer.of((version << 4) | type), tail]));
  });
}
