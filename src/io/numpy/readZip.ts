import { isUtf8 } from "node:buffer";
import { constants, crc32, inflateRawSync } from "node:zlib";
import { InputError } from "../../core/errors.ts";
import { quoted } from "../../core/wording.ts";

/** Bytes of which parts are read at their places. */
export interface ZipSource {
  size: number;
  /** @throws InputError where they end before */
  read(position: number, length: number): Buffer;
}

export interface ZipEntry {
  name: string;
  /** Bytes when unpacked, as the archive's directory claims. */
  size: number;
  /** CRC-32 of the unpacked bytes. */
  checksum: number;
  /** Unpacks it; never more bytes than `size`. */
  bytes(): Buffer;
  /** The beginning of it, unpacked from `HEAD_BYTES` packed bytes. */
  head(): Buffer;
  /** Where its bytes stand in the source as they are; nothing for those that are packed. */
  start(): number | undefined;
}

const HEAD_BYTES = 1 << 14;

const LOCAL_HEADER = 0x04034b50;
const LOCAL_BYTES = 30;
const CENTRAL_HEADER = 0x02014b50;
const CENTRAL_BYTES = 46;
const END_OF_DIRECTORY = 0x06054b50;
const END_BYTES = 22;
const LONGEST_COMMENT = 0xffff;
/** A place that only the 64-bit directory knows. */
const ELSEWHERE = 0xffffffff;
const STORED = 0;
const DEFLATED = 8;
/** The member's name is UTF-8. */
const UTF8_FLAG = 0x800;
/** Encrypted, patched or strongly encrypted. */
const UNREADABLE_FLAGS = 0x61;
const LATEST_VERSION = 63;

/**
 * The members of a ZIP archive in the order of its directory; nothing is
 * unpacked yet. As strict as Python's zipfile, and about checksums stricter.
 */
export function readZip(archive: Buffer | ZipSource, name: string): ZipEntry[] {
  const source = Buffer.isBuffer(archive) ? sourceOf(archive, name) : archive;
  const isDamaged = () => new InputError(`${name}: a ZIP archive with a damaged directory`);
  const { end, count, byteCount, start } = readEnd(source, name);
  if (start === ELSEWHERE) throw new InputError(`${name}: a ZIP archive of more than 4 GB`);
  if (start + byteCount !== end) throw isDamaged();
  const directory = source.read(start, byteCount);
  let at = 0;
  const entries = Array.from({ length: count }, () => {
    const isEntry =
      at + CENTRAL_BYTES <= byteCount && directory.readUInt32LE(at) === CENTRAL_HEADER;
    if (!isEntry) throw isDamaged();
    const nameEnd = at + CENTRAL_BYTES + directory.readUInt16LE(at + 28);
    const record = directory.subarray(at, nameEnd);
    at = nameEnd + directory.readUInt16LE(at + 30) + directory.readUInt16LE(at + 32);
    return entryOf(source, record, name);
  });
  if (at !== byteCount) throw isDamaged();
  return entries;
}

function sourceOf(archive: Buffer, name: string): ZipSource {
  return {
    size: archive.length,
    read(position, length) {
      if (position + length > archive.length) throw new InputError(`${name}: cut off`);
      return archive.subarray(position, position + length);
    },
  };
}

function readEnd(source: ZipSource, name: string) {
  const tailBytes = Math.min(source.size, END_BYTES + LONGEST_COMMENT);
  const tail = source.read(source.size - tailBytes, tailBytes);
  let at = tailBytes - END_BYTES;
  while (at >= 0 && tail.readUInt32LE(at) !== END_OF_DIRECTORY) at--;
  if (at < 0) throw new InputError(`${name}: a ZIP archive without its end (cut off?)`);
  return {
    end: source.size - tailBytes + at,
    count: tail.readUInt16LE(at + 10),
    byteCount: tail.readUInt32LE(at + 12),
    start: tail.readUInt32LE(at + 16),
  };
}

/** @param record of the directory, to the end of the member's name */
function entryOf(source: ZipSource, record: Buffer, archiveName: string): ZipEntry {
  const version = record[6];
  const flags = record.readUInt16LE(8);
  const method = record.readUInt16LE(10);
  const checksum = record.readUInt32LE(16);
  const packedSize = record.readUInt32LE(20);
  const size = record.readUInt32LE(24);
  const offset = record.readUInt32LE(42);
  const nameBytes = record.subarray(CENTRAL_BYTES);
  const name = nameBytes.toString("utf8");
  const place = `${archiveName}: ${quoted(name)}`;
  const damaged = () => new InputError(`${place}: damaged or cut off`);
  if (flags & UTF8_FLAG && !isUtf8(nameBytes)) throw damaged();
  const packedStart = () => {
    if (flags & UNREADABLE_FLAGS) throw new InputError(`${place}: it is encrypted`);
    const start = startOf(source, offset, nameBytes);
    if (start === undefined || start + packedSize > source.size || version > LATEST_VERSION) {
      throw damaged();
    }
    return start;
  };
  return {
    name,
    size,
    checksum,
    bytes() {
      const unpacked = unpack(source.read(packedStart(), packedSize), method, size);
      if (unpacked?.length !== size || crc32(unpacked) !== checksum) throw damaged();
      return unpacked;
    },
    head() {
      const packed = source.read(packedStart(), Math.min(HEAD_BYTES, packedSize));
      const unpacked = unpackStart(packed, method);
      if (!unpacked) throw damaged();
      return unpacked.subarray(0, size);
    },
    start: () => (method === STORED && packedSize === size ? packedStart() : undefined),
  };
}

/** Nothing where the member does not begin there, under the name that the directory has. */
function startOf(source: ZipSource, offset: number, name: Buffer): number | undefined {
  const nameStart = offset + LOCAL_BYTES;
  if (nameStart + name.length > source.size) return undefined;
  const header = source.read(offset, LOCAL_BYTES + name.length);
  if (header.readUInt32LE(0) !== LOCAL_HEADER) return undefined;
  const isSame = header.readUInt16LE(26) === name.length;
  if (!isSame || !header.subarray(LOCAL_BYTES).equals(name)) return undefined;
  return nameStart + name.length + header.readUInt16LE(28);
}

function unpack(packed: Buffer, method: number, size: number): Buffer | undefined {
  if (method === STORED) return packed;
  if (method !== DEFLATED) return undefined;
  try {
    return inflateRawSync(packed, { maxOutputLength: Math.max(1, size) });
  } catch {
    return undefined;
  }
}

/** What a beginning unpacks to: at most some thousand times its bytes. */
function unpackStart(packed: Buffer, method: number): Buffer | undefined {
  if (method === STORED) return packed;
  if (method !== DEFLATED) return undefined;
  try {
    return inflateRawSync(packed, { finishFlush: constants.Z_SYNC_FLUSH });
  } catch {
    return undefined;
  }
}
