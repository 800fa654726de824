import { crc32 } from "node:zlib";

export interface ZipMember {
  name: string;
  /** The content, in pieces that stay as they are until written. */
  parts: Uint8Array[];
}

const LOCAL_HEADER = 0x04034b50;
const CENTRAL_HEADER = 0x02014b50;
const END_OF_DIRECTORY = 0x06054b50;
const VERSION = 20;
const UTF8_NAMES = 0x0800;
/** 1 January 1980, the earliest that the format knows: the same content gives the same bytes. */
const DATE = 0x0021;
const MAX_OFFSET = 0xffffffff;
const PIECE_BYTES = 1 << 16;

/**
 * A ZIP archive with its members stored as they are.
 *
 * @throws Error where it would pass the 4 GB of the plain format
 */
export function* zipChunks(members: Iterable<ZipMember>): Generator<Uint8Array> {
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { name, parts } of members) {
    const nameBytes = Buffer.from(name);
    const size = parts.reduce((total, part) => total + part.length, 0);
    if (offset + size > MAX_OFFSET) throw new Error("an NPZ file cannot hold more than 4 GB");
    const checksum = parts.reduce((code, part) => crc32(part, code), 0);
    const fields = memberFields(checksum, size, nameBytes.length);
    directory.push(directoryEntry(fields, nameBytes, offset));
    yield Buffer.concat([signature(LOCAL_HEADER), fields, nameBytes]);
    for (const part of parts) yield* pieces(part);
    offset += 4 + fields.length + nameBytes.length + size;
  }
  yield Buffer.concat([...directory, endOfDirectory(directory, offset)]);
}

/** The fields that a member's own header and the directory have in common. */
function memberFields(checksum: number, size: number, nameLength: number): Buffer {
  const fields = Buffer.alloc(26);
  fields.writeUInt16LE(VERSION, 0);
  fields.writeUInt16LE(UTF8_NAMES, 2);
  fields.writeUInt16LE(DATE, 8);
  fields.writeUInt32LE(checksum, 10);
  fields.writeUInt32LE(size, 14);
  fields.writeUInt32LE(size, 18);
  fields.writeUInt16LE(nameLength, 22);
  return fields;
}

function directoryEntry(fields: Buffer, name: Buffer, offset: number): Buffer {
  const madeBy = Buffer.from([VERSION, 0]);
  const rest = Buffer.alloc(14);
  rest.writeUInt32LE(offset, 10);
  return Buffer.concat([signature(CENTRAL_HEADER), madeBy, fields, rest, name]);
}

function endOfDirectory(directory: Buffer[], offset: number): Buffer {
  const end = Buffer.alloc(22);
  end.writeUInt32LE(END_OF_DIRECTORY, 0);
  end.writeUInt16LE(directory.length, 8);
  end.writeUInt16LE(directory.length, 10);
  end.writeUInt32LE(
    directory.reduce((total, entry) => total + entry.length, 0),
    12,
  );
  end.writeUInt32LE(offset, 16);
  return end;
}

function signature(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}

function* pieces(bytes: Uint8Array): Generator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += PIECE_BYTES) yield bytes.subarray(at, at + PIECE_BYTES);
}
