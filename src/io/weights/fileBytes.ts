import { closeSync, fstatSync, openSync, readSync } from "node:fs";
import { InputError } from "../../core/errors.ts";
import { cannotRead } from "../fileError.ts";

/** A plain file, of which parts are read at their places. */
export class FileBytes {
  readonly name: string;
  readonly size: number;
  #descriptor: number;

  /** @throws Error `cannot read NAME: REASON` */
  constructor(path: string) {
    this.name = path;
    try {
      this.#descriptor = openSync(path, "r");
      this.size = fstatSync(this.#descriptor).size;
    } catch (error) {
      throw cannotRead(path, error);
    }
  }

  /** @throws InputError where the file ends before */
  read(position: number, length: number): Buffer {
    if (position + length > this.size) throw new InputError(`${this.name}: cut off`);
    const bytes = Buffer.alloc(length);
    let done = 0;
    try {
      while (done < length) {
        const got = readSync(this.#descriptor, bytes, done, length - done, position + done);
        if (got === 0) throw new InputError(`${this.name}: cut off`);
        done += got;
      }
    } catch (error) {
      throw error instanceof InputError ? error : cannotRead(this.name, error);
    }
    return bytes;
  }

  close(): void {
    closeSync(this.#descriptor);
  }
}
