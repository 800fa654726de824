import { constants, crc32, inflateRawSync } from "node:zlib";
import { InputError } from "../../core/errors.ts";
import { quoted } from "../../core/wording.ts";

export interface ZipEntry {
  name: string;
  /** Bytes when unpacked, as the archive's directory claims. */
  size: number;
  /** Unpacks it; never more bytes than `size`. */
  bytes(): Buffer;
  /** The beginning of it, unpacked from `HEAD_BYTES` packed bytes. */
  head(): Buffer;
}

const HEAD_BYTES = 1 << 14;

const LOCAL_HEADER = 0x04034b50;
const CENTRAL_HEADER = 0x02014b50;
const END_OF_DIRECTORY = 0x06054b50;
const END_BYTES = 22;
const STORED = 0;
const DEFLATED = 8;
/** Encrypted, patched or strongly encrypted. */
const UNREADABLE_FLAGS = 0x61;
const LATEST_VERSION = 63;

/**
 * The members of a ZIP archive in the order of its directory; nothing is
 * unpacked yet. As strict as Python's zipfile, and about checksums stricter.
 */
export function readZip(archive: Buffer, name: string): ZipEntry[] {
  const end = findEnd(archive);
  if (end < 0) throw new InputError(`${name}: a ZIP archive without its end (cut off?)`);
  const isDamaged = () => new InputError(`${name}: a ZIP archive with a damaged directory`);
  const count = archive.readUInt16LE(end + 10);
  const directoryBytes = archive.readUInt32LE(end + 12);
  let at = archive.readUInt32LE(end + 16);
  if (at + directoryBytes !== end) throw isDamaged();
  const entries = Array.from({ length: count }, () => {
    if (at + 46 > archive.length || archive.readUInt32LE(at) !== CENTRAL_HEADER) throw isDamaged();
    const nameEnd = at + 46 + archive.readUInt16LE(at + 28);
    const entry = entryAt(archive, at, archive.subarray(at + 46, nameEnd), name);
    at = nameEnd + archive.readUInt16LE(at + 30) + archive.readUInt16LE(at + 32);
    return entry;
  });
  if (at !== end) throw isDamaged();
  return entries;
}

function findEnd(archive: Buffer): number {
  const longestComment = 0xffff;
  const first = Math.max(0, archive.length - END_BYTES - longestComment);
  for (let at = archive.length - END_BYTES; at >= first; at--) {
    if (archive.readUInt32LE(at) === END_OF_DIRECTORY) return at;
  }
  return -1;
}

function entryAt(archive: Buffer, at: number, nameBytes: Buffer, archiveName: string): ZipEntry {
  const version = archive[at + 6];
  const flags = archive.readUInt16LE(at + 8);
  const method = archive.readUInt16LE(at + 10);
  const checksum = archive.readUInt32LE(at + 16);
  const packedSize = archive.readUInt32LE(at + 20);
  const size = archive.readUInt32LE(at + 24);
  const offset = archive.readUInt32LE(at + 42);
  const name = nameBytes.toString("utf8");
  const place = `${archiveName}: ${quoted(name)}`;
  const packed = () => {
    if (flags & UNREADABLE_FLAGS) throw new InputError(`${place}: it is encrypted`);
    const found = packedBytes(archive, offset, packedSize, nameBytes);
    if (found && version <= LATEST_VERSION) return found;
    throw new InputError(`${place}: damaged or cut off`);
  };
  const bytes = () => {
    const unpacked = unpack(packed(), method, size);
    if (!unpacked || unpacked.length !== size || crc32(unpacked) !== checksum) {
      throw new InputError(`${place}: damaged or cut off`);
    }
    return unpacked;
  };
  const head = () => {
    const start = unpackStart(packed().subarray(0, HEAD_BYTES), method);
    if (!start) throw new InputError(`${place}: damaged or cut off`);
    return start.subarray(0, size);
  };
  return { name, size, bytes, head };
}

/** Nothing where the member does not begin there, under the name that the directory has. */
function packedBytes(
  archive: Buffer,
  offset: number,
  size: number,
  name: Buffer,
): Buffer | undefined {
  if (offset + 30 > archive.length || archive.readUInt32LE(offset) !== LOCAL_HEADER) {
    return undefined;
  }
  const nameEnd = offset + 30 + archive.readUInt16LE(offset + 26);
  if (!archive.subarray(offset + 30, nameEnd).equals(name)) return undefined;
  const start = nameEnd + archive.readUInt16LE(offset + 28);
  return start + size <= archive.length ? archive.subarray(start, start + size) : undefined;
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
