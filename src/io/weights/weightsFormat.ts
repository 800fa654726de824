/** A tensor of floating-point numbers in a file of weights. */
export interface Tensor {
  name: string;
  shape: number[];
  count: number;
  /** Bytes of a number when it is written again: 8 for doubles, 4 for all that a float holds. */
  width: 4 | 8;
}

/** A file of weights, open: tensors are read when they are asked for. */
export interface WeightsFile {
  name: string;
  /** Sorted by name. */
  tensors: Tensor[];
  /** Names of what holds no floating-point numbers. */
  leftOut: string[];
  /** The numbers `from` to `to` of a tensor, row by row. */
  read(tensor: Tensor, from: number, to: number): Float64Array;
  close(): void;
}

/** A tensor to be written; its numbers are made when their turn comes. */
export interface TensorToWrite {
  name: string;
  shape: number[];
  width: 4 | 8;
  blocks(): Iterable<Float64Array>;
}

export interface WeightsFormat {
  name: string;
  extension: string;
  /** Whether a file that begins with these bytes is one. */
  recognizes(head: Buffer): boolean;
  open(path: string): WeightsFile;
  chunks(tensors: readonly TensorToWrite[]): Iterable<Uint8Array>;
}

export function countOf(shape: readonly number[]): number {
  return shape.reduce((product, length) => product * length, 1);
}

/** The numbers as little-endian floats or doubles. */
export function bytesOf(values: Float64Array, width: 4 | 8): Uint8Array {
  const bytes = new Uint8Array(values.length * width);
  const view = new DataView(bytes.buffer);
  for (let k = 0; k < values.length; k++) {
    if (width === 8) view.setFloat64(8 * k, values[k], true);
    else view.setFloat32(4 * k, values[k], true);
  }
  return bytes;
}

export function byName(a: { name: string }, b: { name: string }): number {
  return a.name < b.name ? -1 : a.name > b.name ? 1 : 0;
}
