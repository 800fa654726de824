import { crc32, inflateRawSync } from "node:zlib";
import { InputError } from "../../core/errors.ts";
import { quoted } from "../../core/wording.ts";

export interface ZipEntry {
  name: string;
  /** Bytes when unpacked, as the archive's directory claims. */
  size: number;
  /** Unpacks it; never more bytes than `size`. */
  bytes(): Buffer;
}

const LOCAL_HEADER = 0x04034b50;
const CENTRAL_HEADER = 0x02014b50;
const END_OF_DIRECTORY = 0x06054b50;
const END_BYTES = 22;
const STORED = 0;
const DEFLATED = 8;
const ENCRYPTED = 1;

/** The members of a ZIP archive in the order of its directory; nothing is unpacked yet. */
export function readZip(archive: Buffer, name: string): ZipEntry[] {
  const end = findEnd(archive);
  if (end < 0) throw new InputError(`${name}: a ZIP archive without its end (cut off?)`);
  const count = archive.readUInt16LE(end + 10);
  let at = archive.readUInt32LE(end + 16);
  return Array.from({ length: count }, () => {
    if (at + 46 > archive.length || archive.readUInt32LE(at) !== CENTRAL_HEADER) {
      throw new InputError(`${name}: a ZIP archive with a damaged directory`);
    }
    const nameEnd = at + 46 + archive.readUInt16LE(at + 28);
    const entry = entryAt(archive, at, archive.toString("utf8", at + 46, nameEnd), name);
    at = nameEnd + archive.readUInt16LE(at + 30) + archive.readUInt16LE(at + 32);
    return entry;
  });
}

function findEnd(archive: Buffer): number {
  const longestComment = 0xffff;
  const first = Math.max(0, archive.length - END_BYTES - longestComment);
  for (let at = archive.length - END_BYTES; at >= first; at--) {
    if (archive.readUInt32LE(at) === END_OF_DIRECTORY) return at;
  }
  return -1;
}

function entryAt(archive: Buffer, at: number, name: string, archiveName: string): ZipEntry {
  const flags = archive.readUInt16LE(at + 8);
  const method = archive.readUInt16LE(at + 10);
  const checksum = archive.readUInt32LE(at + 16);
  const packedSize = archive.readUInt32LE(at + 20);
  const size = archive.readUInt32LE(at + 24);
  const offset = archive.readUInt32LE(at + 42);
  const place = `${archiveName}: ${quoted(name)}`;
  const bytes = () => {
    if (flags & ENCRYPTED) throw new InputError(`${place}: it is encrypted`);
    const packed = packedBytes(archive, offset, packedSize);
    const unpacked = packed && unpack(packed, method, size);
    if (!unpacked || unpacked.length !== size || crc32(unpacked) !== checksum) {
      throw new InputError(`${place}: damaged or cut off`);
    }
    return unpacked;
  };
  return { name, size, bytes };
}

function packedBytes(archive: Buffer, offset: number, size: number): Buffer | undefined {
  if (offset + 30 > archive.length || archive.readUInt32LE(offset) !== LOCAL_HEADER) {
    return undefined;
  }
  const start = offset + 30 + archive.readUInt16LE(offset + 26) + archive.readUInt16LE(offset + 28);
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
