import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { InputError } from "../core/errors.ts";
import { cannotRead } from "./fileError.ts";
import { pipeline, Readable } from "node:stream";

/** A file, or a stream of bytes (standard input) with the name that messages give it. */
export type InputSource = { path: string } | { name: string; stream: AsyncIterable<Uint8Array> };

/** Of an input that is read as a whole. */
export const MAX_BYTES = 2 ** 31 - 1;
const CHUNK_BYTES = 1 << 20;

/** One input, read once: a look at its first bytes, then all of it in chunks or as a whole. What gzip packed is unpacked. */
export class Input {
  readonly name: string;
  #source: InputSource;
  #chunks: AsyncIterator<Uint8Array>;
  #head: Buffer[] = [];
  #isPacked = false;
  #hash = createHash("sha256");

  constructor(source: InputSource) {
    this.#source = source;
    this.name = "path" in source ? source.path : source.name;
    const stream = "path" in source ? fileChunks(source.path) : source.stream;
    this.#chunks = unpacked(this.#hashed(stream), () => (this.#isPacked = true));
  }

  /** The first bytes: at least so many, unless the input is shorter. They are not used up. */
  async peek(byteCount: number): Promise<Buffer> {
    let length = 0;
    for (const chunk of this.#head) length += chunk.length;
    while (length < byteCount) {
      const chunk = await this.#next();
      if (!chunk) break;
      this.#head.push(chunk);
      length += chunk.length;
    }
    return Buffer.concat(this.#head);
  }

  /** Passes over the first bytes, which were peeked. */
  async skip(byteCount: number): Promise<void> {
    const head = await this.peek(byteCount);
    this.#head = [head.subarray(byteCount)];
  }

  /** Gives back the end of what was read, for the next reader. */
  unread(bytes: Buffer): void {
    this.#head.unshift(bytes);
  }

  /** @throws Error `cannot read NAME: REASON` */
  async *chunks(): AsyncGenerator<Buffer> {
    for (let chunk = this.#head.shift(); chunk; chunk = this.#head.shift()) yield chunk;
    for (let chunk = await this.#next(); chunk; chunk = await this.#next()) yield chunk;
  }

  /** @throws InputError where the input is larger than `maxBytes` */
  async bytes(maxBytes: number): Promise<Buffer> {
    const size = await this.byteCount();
    if (size > maxBytes) throw this.#tooLarge(maxBytes);
    const whole = size ? Buffer.allocUnsafe(size) : undefined;
    const chunks: Buffer[] = [];
    let length = 0;
    for await (const chunk of this.chunks()) {
      if (length + chunk.length > maxBytes) throw this.#tooLarge(maxBytes);
      // Straight into place where the size is known: no second copy of a large file.
      if (whole && length + chunk.length <= size) chunk.copy(whole, length);
      else chunks.push(chunk);
      length += chunk.length;
    }
    if (!whole) return Buffer.concat(chunks);
    if (chunks.length === 0) return whole.subarray(0, length);
    throw new Error(`cannot read ${this.name}: it grew while it was read`);
  }

  /** Lets go of the file, read to its end or not. */
  async close(): Promise<void> {
    await this.#chunks.return?.();
  }

  /** Of all bytes read so far, in hexadecimal. Once, at the end. */
  sha256(): string {
    return this.#hash.digest("hex");
  }

  async *#hashed(stream: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
    for await (const chunk of stream) {
      this.#hash.update(chunk);
      yield chunk;
    }
  }

  async #next(): Promise<Buffer | undefined> {
    try {
      const { done, value } = await this.#chunks.next();
      if (done) return undefined;
      return Buffer.from(value.buffer, value.byteOffset, value.byteLength);
    } catch (error) {
      throw cannotRead(this.name, error);
    }
  }

  /** Bytes in a plain file; 0 where that is not known. */
  async byteCount(): Promise<number> {
    await this.peek(1);
    if (!("path" in this.#source) || this.#isPacked) return 0;
    const stats = await stat(this.#source.path).catch((error: unknown) => {
      throw cannotRead(this.name, error);
    });
    return stats.isFile() ? stats.size : 0;
  }

  #tooLarge(maxBytes: number): InputError {
    const megabytes = Math.floor(maxBytes / 2 ** 20);
    return new InputError(`${this.name}: larger than ${megabytes} MB, too large to be read`);
  }
}

/** Opens the file when the first chunk is asked for. */
async function* fileChunks(path: string): AsyncGenerator<Uint8Array> {
  yield* createReadStream(path, { highWaterMark: CHUNK_BYTES });
}

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
