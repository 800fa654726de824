import { readFileSync } from "node:fs";
import { InputError } from "../../core/errors.ts";
import { quoted } from "../../core/wording.ts";
import { cannotRead } from "../fileError.ts";
import { decodeNumbers, NUMBER_TYPES } from "../npy/numberTypes.ts";
import { npyFromNumbers } from "../npy/npyParts.ts";
import { readNpy, type NpyArray } from "../npy/readNpy.ts";
import { readZip, type ZipEntry } from "../zip/readZip.ts";
import { zipChunks, type ZipMember } from "../zip/zipChunks.ts";
import { byName, countOf, type Tensor, type WeightsFile } from "./weightsFormat.ts";
import type { TensorToWrite, WeightsFormat } from "./weightsFormat.ts";

const SUFFIX = ".npy";

/** NumPy's archives of arrays, an array a tensor; read as a whole. */
export const NPZ: WeightsFormat = {
  name: "npz",
  extension: ".npz",
  recognizes: (head) => head.subarray(0, 2).toString("latin1") === "PK",
  open,
  chunks: (tensors) => zipChunks(members(tensors)),
};

function open(path: string): WeightsFile {
  let archive: Buffer;
  try {
    archive = readFileSync(path);
  } catch (error) {
    throw cannotRead(path, error);
  }
  const entries = readZip(archive, path).filter(({ name }) => name.endsWith(SUFFIX));
  const byTensor = new Map<string, ZipEntry>();
  const tensors: Tensor[] = [];
  const leftOut: string[] = [];
  for (const entry of entries) {
    const name = entry.name.slice(0, -SUFFIX.length);
    const { type, shape } = readNpy(entry.bytes(), `${path}: ${quoted(name)}`);
    if (/^[<>=|]f[248]$/.test(type)) {
      byTensor.set(name, entry);
      tensors.push({ name, shape, count: countOf(shape), width: type.endsWith("8") ? 8 : 4 });
    } else {
      leftOut.push(name);
    }
  }
  let last: { name: string; values: Float64Array } | undefined;
  return {
    name: path,
    tensors: tensors.sort(byName),
    leftOut: leftOut.sort(),
    read({ name }, from, to) {
      const entry = byTensor.get(name);
      if (!entry) throw new InputError(`${path}: no tensor ${quoted(name)}`);
      if (last?.name !== name) {
        last = { name, values: valuesOf(readNpy(entry.bytes(), `${path}: ${quoted(name)}`)) };
      }
      return last.values.slice(from, to);
    },
    close() {
      last = undefined;
    },
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
  for (const { name, shape, blocks } of tensors) {
    const values = new Float64Array(countOf(shape));
    let at = 0;
    for (const block of blocks()) {
      values.set(block, at);
      at += block.length;
    }
    yield { name: name + SUFFIX, parts: npyFromNumbers(values, shape) };
  }
}
