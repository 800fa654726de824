import { InputError } from "../../core/errors.ts";
import { quoted } from "../../core/wording.ts";
import { decodeNumbers, NUMBER_TYPES, type NumberType } from "../numpy/numberTypes.ts";
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

const MOST_HEADER_BYTES = 100_000_000;

const BF16: NumberType = {
  byteCount: 2,
  read: (view, offset, little) => {
    word.setUint32(0, view.getUint16(offset, little) << 16);
    return word.getFloat32(0);
  },
};
const word = new DataView(new ArrayBuffer(4));

const TYPES: Record<string, NumberType> = {
  F64: NUMBER_TYPES.f8,
  F32: NUMBER_TYPES.f4,
  F16: NUMBER_TYPES.f2,
  BF16,
};

/** The format of Hugging Face: the length of a JSON header, the header, the tensors' bytes. */
export const SAFETENSORS: WeightsFormat = {
  name: "safetensors",
  extension: ".safetensors",
  recognizes: (head) => head.length > 8 && head[8] === 0x7b && head.readUInt32LE(4) === 0,
  open,
  chunks,
};

function open(path: string): WeightsFile {
  const file = new FileBytes(path);
  const headerBytes = Number(file.read(0, 8).readBigUInt64LE());
  if (headerBytes > MOST_HEADER_BYTES) {
    throw new InputError(`${path}: a header of ${headerBytes} bytes, expected a safetensors file`);
  }
  const dataStart = 8 + headerBytes;
  const starts = new Map<string, { type: NumberType; start: number }>();
  const tensors: Tensor[] = [];
  const leftOut: string[] = [];
  for (const [name, entry] of Object.entries(parse(file.read(8, headerBytes), path))) {
    if (name === "__metadata__") continue;
    const { dtype, shape, start, end } = entryOf(entry, `${path}: tensor ${quoted(name)}`);
    const type = Object.hasOwn(TYPES, dtype) ? TYPES[dtype] : undefined;
    if (!type) {
      leftOut.push(name);
      continue;
    }
    const count = countOf(shape);
    if (end - start !== count * type.byteCount || dataStart + end > file.size) {
      throw new InputError(`${path}: tensor ${quoted(name)}: damaged or cut off`);
    }
    starts.set(name, { type, start: dataStart + start });
    tensors.push({ name, shape, count, width: dtype === "F64" ? 8 : 4 });
  }
  return {
    name: path,
    tensors: tensors.sort(byName),
    leftOut: leftOut.sort(),
    read({ name }, from, to) {
      const place = starts.get(name);
      if (!place) throw new InputError(`${path}: no tensor ${quoted(name)}`);
      const { type, start } = place;
      const bytes = file.read(start + from * type.byteCount, (to - from) * type.byteCount);
      return decodeNumbers(bytes, type, to - from, true);
    },
    close: () => file.close(),
  };
}

function parse(header: Buffer, path: string): object {
  try {
    const value: unknown = JSON.parse(header.toString("utf8"));
    if (typeof value === "object" && value !== null) return value;
  } catch {
    // The same message as for a header of another kind.
  }
  throw new InputError(`${path}: a header that is no JSON object, expected a safetensors file`);
}

function entryOf(entry: unknown, place: string) {
  const isEntry = typeof entry === "object" && entry !== null;
  const { dtype, shape, data_offsets: offsets } = (isEntry ? entry : {}) as Record<string, unknown>;
  const isWhole = (value: unknown): value is number =>
    typeof value === "number" && Number.isSafeInteger(value) && value >= 0;
  if (
    typeof dtype !== "string" ||
    !(Array.isArray(shape) && shape.every(isWhole)) ||
    !(Array.isArray(offsets) && offsets.length === 2 && offsets.every(isWhole))
  ) {
    throw new InputError(`${place}: expected dtype, shape and data_offsets`);
  }
  return { dtype, shape, start: offsets[0], end: offsets[1] };
}

function* chunks(tensors: readonly TensorToWrite[]): Generator<Uint8Array> {
  let offset = 0;
  const entries = tensors.map(({ name, shape, width }) => {
    const start = offset;
    offset += countOf(shape) * width;
    return [name, { dtype: width === 8 ? "F64" : "F32", shape, data_offsets: [start, offset] }];
  });
  const json = Buffer.from(JSON.stringify(Object.fromEntries(entries)));
  // The data begin at a multiple of eight bytes.
  const header = Buffer.concat([json, Buffer.alloc((8 - (json.length % 8)) % 8, " ")]);
  const length = Buffer.alloc(8);
  length.writeBigUInt64LE(BigInt(header.length));
  yield length;
  yield header;
  for (const { width, blocks } of tensors) {
    for (const block of blocks()) yield bytesOf(block, width);
  }
}
