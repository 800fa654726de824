/** Reads one number at a byte offset. */
type ReadNumber = (view: DataView, offset: number, littleEndian: boolean) => number;

export interface NumberType {
  byteCount: number;
  read: ReadNumber;
}

/** The plain number types of NumPy, by kind and bytes as its type strings have them. */
export const NUMBER_TYPES: Record<string, NumberType> = {
  f2: { byteCount: 2, read: readHalf },
  f4: { byteCount: 4, read: (view, offset, little) => view.getFloat32(offset, little) },
  f8: { byteCount: 8, read: (view, offset, little) => view.getFloat64(offset, little) },
  i1: { byteCount: 1, read: (view, offset) => view.getInt8(offset) },
  i2: { byteCount: 2, read: (view, offset, little) => view.getInt16(offset, little) },
  i4: { byteCount: 4, read: (view, offset, little) => view.getInt32(offset, little) },
  i8: { byteCount: 8, read: (view, offset, little) => Number(view.getBigInt64(offset, little)) },
  u1: { byteCount: 1, read: (view, offset) => view.getUint8(offset) },
  u2: { byteCount: 2, read: (view, offset, little) => view.getUint16(offset, little) },
  u4: { byteCount: 4, read: (view, offset, little) => view.getUint32(offset, little) },
  u8: { byteCount: 8, read: (view, offset, little) => Number(view.getBigUint64(offset, little)) },
  b1: { byteCount: 1, read: (view, offset) => (view.getUint8(offset) === 0 ? 0 : 1) },
};

/** `count` numbers one after another from the start of the bytes. */
export function decodeNumbers(
  bytes: Uint8Array,
  type: NumberType,
  count: number,
  littleEndian: boolean,
): Float64Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const values = new Float64Array(count);
  for (let i = 0; i < count; i++) values[i] = type.read(view, i * type.byteCount, littleEndian);
  return values;
}

function readHalf(view: DataView, offset: number, littleEndian: boolean): number {
  const bits = view.getUint16(offset, littleEndian);
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >> 10) & 0x1f;
  const fraction = bits & 0x3ff;
  if (exponent === 0x1f) return fraction ? NaN : sign * Infinity;
  if (exponent === 0) return sign * fraction * 2 ** -24;
  return sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
}
