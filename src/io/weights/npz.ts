import { crc32 } from "node:zlib";
import { InputError } from "../../core/errors.ts";
import { quoted } from "../../core/wording.ts";
import { decodeNumbers, NUMBER_TYPES } from "../numpy/numberTypes.ts";
import { npyHeader, readNpy, type NpyArray } from "../numpy/npy.ts";
import { readZip, type ZipEntry } from "../numpy/readZip.ts";
import { zipChunks, type ZipMember } from "../numpy/zipChunks.ts";
import { FileBytes } from "./fileBytes.ts";
import {
  byName,
  bytesOf,
  countOf,
  type Tensor,
  type WeightsFile,
  type TensorToWrite,
  type WeightsFormat,
} from "./weightsFormat.ts";

const SUFFIX = ".npy";

/** NumPy's archives of arrays, an array a tensor; compressed ones and those in Fortran's order are read a tensor at a time. */
export const NPZ: WeightsFormat = {
  name: "npz",
  extension: ".npz",
  recognizes: (head) => head.subarray(0, 2).toString("latin1") === "PK",
  open,
  chunks: (tensors) => zipChunks(members(tensors)),
};

function open(path: string): WeightsFile {
  const file = new FileBytes(path);
  const stored = new Map<string, (from: number, to: number) => Float64Array>();
  const packed = new Map<string, ZipEntry>();
  const tensors: Tensor[] = [];
  const leftOut: string[] = [];
  for (const entry of readZip(file, path).filter(({ name }) => name.endsWith(SUFFIX))) {
    const name = entry.name.slice(0, -SUFFIX.length);
    const array = readNpy(entry.head(), `${path}: ${quoted(name)}`);
    const { type, shape } = array;
    if (!/^[<>=|]f[248]$/.test(type)) {
      leftOut.push(name);
      continue;
    }
    const start = entry.start();
    const isInRows = !array.isFortranOrder || shape.length < 2;
    if (start !== undefined && isInRows) {
      stored.set(name, blockReader(file, entry, start, array));
    } else {
      packed.set(name, entry);
    }
    tensors.push({ name, shape, count: countOf(shape), width: type.endsWith("8") ? 8 : 4 });
  }
  let last: { name: string; values: Float64Array } | undefined;
  return {
    name: path,
    tensors: tensors.sort(byName),
    leftOut: leftOut.sort(),
    read({ name }, from, to) {
      const block = stored.get(name);
      if (block) return block(from, to);
      const entry = packed.get(name);
      if (!entry) throw new InputError(`${path}: no tensor ${quoted(name)}`);
      if (last?.name !== name) {
        last = undefined;
        last = { name, values: valuesOf(readNpy(entry.bytes(), `${path}: ${quoted(name)}`)) };
      }
      return last.values.slice(from, to);
    },
    close() {
      last = undefined;
      file.close();
    },
  };
}

/** Reads parts of an array that stands in the file as it is; its checksum is held against a reading from end to end. */
function blockReader(
  file: FileBytes,
  { size, checksum }: ZipEntry,
  start: number,
  { type, shape, headerBytes, place }: NpyArray,
): (from: number, to: number) => Float64Array {
  const numberType = NUMBER_TYPES[type.slice(1)];
  const count = countOf(shape);
  const { byteCount } = numberType;
  if (headerBytes + count * byteCount > size) throw new InputError(`${place}: cut off`);
  let checked = { upTo: -1, code: 0 };
  return (from, to) => {
    const bytes = file.read(start + headerBytes + from * byteCount, (to - from) * byteCount);
    if (from === 0) checked = { upTo: 0, code: crc32(file.read(start, headerBytes)) };
    if (checked.upTo === from) checked = { upTo: to, code: crc32(bytes, checked.code) };
    const isWhole = checked.upTo === count && headerBytes + count * byteCount === size;
    if (isWhole && checked.code !== checksum) throw new InputError(`${place}: damaged`);
    return decodeNumbers(bytes, numberType, to - from, !type.startsWith(">"));
  };
}

function valuesOf({ type, shape, isFortranOrder, data, place }: NpyArray): Float64Array {
  const numberType = NUMBER_TYPES[type.slice(1)];
  const count = countOf(shape);
  if (count * numberType.byteCount > data.length) throw new InputError(`${place}: cut off`);
  const values = decodeNumbers(data, numberType, count, !type.startsWith(">"));
  return isFortranOrder && shape.length > 1 ? rowByRow(values, shape) : values;
}

/** Values in Fortran's order, the first index fastest, as rows. */
function rowByRow(values: Float64Array, shape: readonly number[]): Float64Array {
  const rows = new Float64Array(values.length);
  const index = shape.map(() => 0);
  const strides = shape.map((_, axis) => countOf(shape.slice(0, axis)));
  for (let k = 0; k < rows.length; k++) {
    rows[k] = values[index.reduce((sum, place, axis) => sum + place * strides[axis], 0)];
    for (let axis = shape.length - 1; axis >= 0 && ++index[axis] === shape[axis]; axis--) {
      index[axis] = 0;
    }
  }
  return rows;
}

function* members(tensors: readonly TensorToWrite[]): Generator<ZipMember> {
  for (const { name, shape, width, blocks } of tensors) {
    const parts: Uint8Array[] = [npyHeader(`<f${width}`, shape)];
    for (const block of blocks()) parts.push(bytesOf(block, width));
    yield { name: name + SUFFIX, parts };
  }
}
