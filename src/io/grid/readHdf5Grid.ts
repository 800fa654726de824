import type { Dataset, File } from "h5wasm";
import { InputError } from "../../core/errors.ts";
import { assembleGrid, checkPointCount } from "./assembleGrid.ts";
import type { GridRead } from "./gridRead.ts";

const DEFAULT_SURFACE = "train_loss";
const AXES = ["xcoordinates", "ycoordinates"] as const;
const NOT_COMPUTED = -1;
const LABELS: Record<string, string> = {
  train_loss: "Training Loss",
  train_acc: "Training Accuracy",
  test_loss: "Test Loss",
  test_acc: "Test Accuracy",
};

/**
 * A surface file of tomgoldstein/loss-landscape: whatever the stored shape,
 * `surface.ravel()[i * nx + j]` is at `x[j]`, `y[i]`, and -1 is a hole.
 *
 * @param surface the data set; `train_loss` where not given
 */
export async function readHdf5Grid(
  bytes: Buffer,
  name: string,
  { surface = DEFAULT_SURFACE, maxPoints }: { surface?: string; maxPoints: number },
): Promise<GridRead> {
  const hdf5 = await import("h5wasm");
  const library = await hdf5.ready;
  // Its own way is to print a stack of C functions.
  library.activate_throwing_error_handler();
  const path = "/surface.h5";
  let file: File | undefined;
  try {
    library.FS.writeFile(path, bytes);
    file = new hdf5.File(path, "r");
    return { panels: [readSurface(file, name, surface, maxPoints)] };
  } catch (error) {
    if (error instanceof InputError) throw error;
    throw new InputError(`${name}: a damaged or cut off HDF5 file`, { cause: error });
  } finally {
    closeQuietly(file);
    library.FS.unlink(path);
  }
}

function readSurface(file: File, name: string, surface: string, maxPoints: number) {
  const at = (key: string) => `${name}: ${{ x: AXES[0], y: AXES[1], z: surface }[key] ?? key}`;
  const [x, y] = AXES.map((axis) => {
    const dataset = findDataset(file, axis);
    if (!dataset) {
      throw new InputError(`${name}: no "${axis}", expected a surface over two directions`);
    }
    checkCount(dataset, maxPoints, at(axis));
    return numbersOf(dataset, at(axis));
  });
  const dataset = findDataset(file, surface);
  if (!dataset) {
    const others = file.keys().filter((key) => !AXES.some((axis) => axis === key));
    const found = others.length ? others.slice(0, 20).join(", ") : "none";
    throw new InputError(
      `${name}: no surface "${surface}", found ${found} (choose one with --surface)`,
    );
  }
  checkPointCount(y.length, x.length, maxPoints, at("z"));
  const count = checkCount(dataset, maxPoints, at("z"));
  if (count !== x.length * y.length) {
    throw new InputError(`${at("z")}: ${count} numbers, expected ${y.length} x ${x.length}`);
  }
  const values = numbersOf(dataset, at("z")).map((v) => (v === NOT_COMPUTED ? NaN : v));
  const matrix = { values, rowCount: y.length, columnCount: x.length };
  return {
    xLabel: "Direction 1",
    yLabel: "Direction 2",
    zLabel: LABELS[surface] ?? surface,
    ...assembleGrid(matrix, { x, y }, at),
  };
}

function findDataset(file: File, key: string): Dataset | undefined {
  if (!file.keys().includes(key)) return undefined;
  const entity = file.get(key);
  return entity && "shape" in entity && "slice" in entity ? entity : undefined;
}

/** How many numbers a data set claims to hold; refused before memory is taken for them. */
function checkCount(dataset: Dataset, maxPoints: number, place: string): number {
  const count = (dataset.shape ?? []).reduce((product, length) => product * length, 1);
  if (count > maxPoints) {
    throw new InputError(
      `${place}: ${count} numbers, more than ${maxPoints} points (raise --max-points)`,
    );
  }
  return count;
}

function numbersOf(dataset: Dataset, place: string): Float64Array {
  const value = dataset.value;
  if (ArrayBuffer.isView(value)) return Float64Array.from(value as Iterable<number>, Number);
  throw new InputError(`${place}: not an array of numbers`);
}

/** A damaged file may fail to close as well. */
function closeQuietly(file: File | undefined): void {
  try {
    file?.close();
  } catch {
    return;
  }
}
