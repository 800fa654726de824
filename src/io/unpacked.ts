import { pipeline, Readable } from "node:stream";

/** The bytes that gzip puts first. */
const MAGIC = [0x1f, 0x8b];

/**
 * A stream's bytes, unpacked where gzip packed them.
 *
 * @param onPacked called before the first bytes of what was packed
 */
export async function* unpacked(
  stream: AsyncIterable<Uint8Array>,
  onPacked: () => void,
): AsyncGenerator<Uint8Array> {
  const chunks = stream[Symbol.asyncIterator]();
  try {
    const head: Uint8Array[] = [];
    let length = 0;
    while (length < MAGIC.length) {
      const { done, value } = await chunks.next();
      if (done) break;
      head.push(value);
      length += value.length;
    }
    const start = Buffer.concat(head);
    const whole = { [Symbol.asyncIterator]: () => behind(start, chunks) };
    if (MAGIC.some((byte, k) => start[k] !== byte)) return yield* whole;
    onPacked();
    const { createGunzip } = await import("node:zlib");
    // The error comes out of the last stream, which is read here.
    yield* pipeline(Readable.from(whole), createGunzip(), () => {});
  } finally {
    await chunks.return?.();
  }
}

async function* behind(
  start: Buffer,
  chunks: AsyncIterator<Uint8Array>,
): AsyncGenerator<Uint8Array> {
  if (start.length > 0) yield start;
  for (;;) {
    const { done, value } = await chunks.next();
    if (done) return;
    yield value;
  }
}
