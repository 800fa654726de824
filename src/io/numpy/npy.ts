import { InputError } from "../../core/errors.ts";
import { decodeNumbers, NUMBER_TYPES } from "./numberTypes.ts";
import { endianness } from "node:os";

/** An array of NumPy's `.npy` format, not yet decoded. */
export interface NpyArray {
  /** NumPy's type string, `<f8`. */
  type: string;
  shape: number[];
  isFortranOrder: boolean;
  data: Buffer;
  /** Bytes before the data. */
  headerBytes: number;
  /** For messages. */
  place: string;
}

export const NPY_MAGIC = Buffer.from("\x93NUMPY", "latin1");
/** NumPy reads no longer ones. */
const MAX_HEADER_BYTES = 10_000;

/**
 * Reads the header (versions 1 to 3 of the format, `numpy.lib.format`) and finds
 * the data, as far as the bytes have them. What NumPy refuses is refused.
 *
 * @throws InputError where the bytes are not such a file, hold Python objects, or are cut off
 */
export function readNpy(bytes: Buffer, place: string): NpyArray {
  if (bytes.length < 12 || !bytes.subarray(0, 6).equals(NPY_MAGIC)) {
    throw new InputError(`${place}: not an array in the NPY format`);
  }
  const [version, minor] = bytes.subarray(6, 8);
  if (version < 1 || version > 3 || minor !== 0) {
    throw new InputError(`${place}: NPY version ${version}.${minor}, expected 1.0, 2.0 or 3.0`);
  }
  const headerStart = version === 1 ? 10 : 12;
  const headerBytes = version === 1 ? bytes.readUInt16LE(8) : bytes.readUInt32LE(8);
  const dataStart = headerStart + headerBytes;
  if (headerBytes > MAX_HEADER_BYTES || dataStart > bytes.length) {
    throw new InputError(`${place}: an NPY header of ${headerBytes} bytes, too long or cut off`);
  }
  const header = parseHeader(bytes.toString("latin1", headerStart, dataStart));
  if (!header) {
    throw new InputError(`${place}: an NPY header without a plain type, order and shape`);
  }
  return { ...header, data: bytes.subarray(dataStart), headerBytes: dataStart, place };
}

const FIELD =
  /\s*(['"])(descr|fortran_order|shape)\1\s*:\s*(?:(['"])([^'"\\]*)\3|(True|False)|\(((?:\s*(?:0|[1-9]\d*)L?\s*,)*)(?:\s*((?:0|[1-9]\d*)L?)\s*)?\))\s*(,|(?=\}))/y;

/** The dictionary of a header, which holds each of three keys once. */
function parseHeader(
  text: string,
): Pick<NpyArray, "type" | "shape" | "isFortranOrder"> | undefined {
  // Python takes no other character for a space.
  if (/[^\t\n\f\r\x20-\x7e]/.test(text)) return undefined;
  const dictionary = /^[ \t]*\{([^]*\})\s*$/.exec(text)?.[1] ?? "";
  const found = new Map<string, RegExpExecArray>();
  FIELD.lastIndex = 0;
  let end = 0;
  for (let field = FIELD.exec(dictionary); field; field = FIELD.exec(dictionary)) {
    if (found.has(field[2])) return undefined;
    found.set(field[2], field);
    end = FIELD.lastIndex;
  }
  const type = found.get("descr")?.[4];
  const order = found.get("fortran_order")?.[5];
  const [, , , , , , lengths, lastLength] = found.get("shape") ?? [];
  if (type === undefined || order === undefined || lengths === undefined) return undefined;
  // One number in parentheses is a number; a comma makes it a shape.
  if (lengths === "" && lastLength !== undefined) return undefined;
  if (!/^\s*\}$/.test(dictionary.slice(end))) return undefined;
  const shape = [...lengths.split(","), lastLength ?? ""]
    .map((length) => length.trim())
    .filter((length) => length !== "")
    .map(parseFloat);
  return { type, shape, isFortranOrder: order === "True" };
}

/** The numbers of an array of one or two dimensions, row by row. */
export function numbersOf({ type, shape, isFortranOrder, data, place }: NpyArray): Float64Array {
  const [, byteOrder, kind] = /^([<>|=])([a-zA-Z]\d+)$/.exec(type) ?? [];
  if (!kind || !Object.hasOwn(NUMBER_TYPES, kind)) {
    const what = /O/.test(type) ? "Python objects" : `the type "${type}"`;
    throw new InputError(`${place}: ${what}, expected plain numbers (save it as float64)`);
  }
  const numberType = NUMBER_TYPES[kind];
  const count = shape.reduce((product, length) => product * length, 1);
  if (count * numberType.byteCount > data.length) {
    throw new InputError(
      `${place}: ${data.length} bytes, expected ${count * numberType.byteCount} (cut off?)`,
    );
  }
  const values = decodeNumbers(data, numberType, count, byteOrder !== ">");
  return isFortranOrder && shape.length === 2 ? transposed(values, shape[0], shape[1]) : values;
}

/** The text of an array that holds one string (`<U12`, `|S12`). */
export function textOf({ type, shape, data }: NpyArray): string | undefined {
  const [, byteOrder, kind, length] = /^([<>|])([US])(\d+)$/.exec(type) ?? [];
  const byteCount = Number(length) * (kind === "U" ? 4 : 1);
  if (!kind || shape.length > 0 || byteCount > data.length) return undefined;
  if (kind === "S") return data.toString("utf8", 0, byteCount).replace(/\0+$/, "");
  let text = "";
  for (let at = 0; at < byteCount; at += 4) {
    const code = byteOrder === ">" ? data.readUInt32BE(at) : data.readUInt32LE(at);
    if (code > 0x10ffff) return undefined;
    text += String.fromCodePoint(code);
  }
  return text.replace(/\0+$/, "");
}

function transposed(values: Float64Array, rowCount: number, columnCount: number): Float64Array {
  const rows = new Float64Array(values.length);
  for (let i = 0; i < rowCount; i++) {
    for (let j = 0; j < columnCount; j++) rows[i * columnCount + j] = values[j * rowCount + i];
  }
  return rows;
}

/** A Float64Array as an `.npy` file: the header and the data's own memory. */
export function npyFromNumbers(values: Float64Array, shape: number[]): Uint8Array[] {
  const data = Buffer.from(values.buffer, values.byteOffset, values.byteLength);
  const isLittleEndian = endianness() === "LE";
  return [npyHeader("<f8", shape), isLittleEndian ? data : Buffer.from(data).swap64()];
}

/** One string as an `.npy` file that `numpy.load` opens without pickle. */
export function npyFromText(text: string): Uint8Array[] {
  const codes = Array.from(text, (character) => character.codePointAt(0) ?? 0);
  const data = Buffer.alloc(4 * codes.length);
  codes.forEach((code, index) => data.writeUInt32LE(code, 4 * index));
  return [npyHeader(`<U${codes.length}`, []), data];
}

/** The header of an array of NumPy's `type` in rows; the data follow it. */
export function npyHeader(type: string, shape: readonly number[]): Buffer {
  const lengths = shape.length === 1 ? `${shape[0]},` : shape.join(", ");
  const header = `{'descr': '${type}', 'fortran_order': False, 'shape': (${lengths}), }`;
  const prefixBytes = 10;
  // NumPy aligns the data to 64 bytes and ends the header with a line break.
  const headerBytes = Math.ceil((prefixBytes + header.length + 1) / 64) * 64 - prefixBytes;
  const prefix = Buffer.alloc(prefixBytes);
  NPY_MAGIC.copy(prefix);
  prefix[6] = 1;
  prefix.writeUInt16LE(headerBytes, 8);
  return Buffer.concat([prefix, Buffer.from(`${header.padEnd(headerBytes - 1)}\n`, "latin1")]);
}
