import type { Metadata } from "h5wasm";

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
export function describesPlainNumbers(file: Uint8Array, metadata: Metadata): boolean {
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
