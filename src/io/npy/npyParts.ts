import { endianness } from "node:os";
import { NPY_MAGIC } from "./readNpy.ts";

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
