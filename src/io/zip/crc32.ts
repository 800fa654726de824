const TABLE = Uint32Array.from({ length: 256 }, (_, byte) => {
  let code = byte;
  for (let bit = 0; bit < 8; bit++) code = code & 1 ? (code >>> 1) ^ 0xedb88320 : code >>> 1;
  return code;
});

/** The checksum of ZIP files. @param previous of the bytes before, to go on from there */
export function crc32(bytes: Uint8Array, previous = 0): number {
  let code = ~previous;
  for (let i = 0; i < bytes.length; i++) code = TABLE[(code ^ bytes[i]) & 0xff] ^ (code >>> 8);
  return ~code >>> 0;
}
