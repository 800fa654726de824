/** Writes a digest of 64 hexadecimal digits in the words of a file format. */
type WriteDigest = (digest: string) => Uint8Array;

const NO_DIGEST = "0".repeat(64);

/** A digest of a file's bytes in the file itself, by which a change of any byte is seen. */
export class Seal {
  #write: WriteDigest;

  constructor(write: WriteDigest) {
    this.#write = write;
  }

  /** The bytes with a digest of them put in before `position`. */
  async put(bytes: Uint8Array, position: number): Promise<Buffer> {
    const { createHash } = await import("node:crypto");
    const [before, after] = [bytes.subarray(0, position), bytes.subarray(position)];
    const digest = createHash("sha256").update(before).update(after).digest("hex");
    return Buffer.concat([before, this.#write(digest), after]);
  }

  /** Whether the bytes are as `put` gave them. */
  async holds(bytes: Buffer): Promise<boolean> {
    const blank = Buffer.from(this.#write(NO_DIGEST));
    const position = bytes.lastIndexOf(blank.subarray(0, blank.indexOf(NO_DIGEST)));
    if (position < 0) return false;
    const rest = [bytes.subarray(0, position), bytes.subarray(position + blank.length)];
    return (await this.put(Buffer.concat(rest), position)).equals(bytes);
  }
}
