import { isUtf8 } from "node:buffer";
import { InputError } from "../../core/errors.ts";

const MAX_STRING_BYTES = 1 << 28;
const NUMBER = /^-?(\d+(\.\d*)?([eE][-+]?\d+)?|Infinity)$/;

const QUOTE = 0x22;
const BACKSLASH = 0x5c;

/** The words of JSON in bytes, and the line and column of what is wrong. */
export class JsonScanner {
  position = 0;
  readonly bytes: Buffer;
  #name: string;

  constructor(bytes: Buffer, name: string) {
    this.bytes = bytes;
    this.#name = name;
    const hasByteOrderMark = bytes.subarray(0, 3).equals(Buffer.from("\ufeff"));
    if (hasByteOrderMark) this.position = 3;
  }

  /** The next byte that is not white space, not stepped over; NaN at the end. */
  peek(): number {
    while (isSpace(this.bytes[this.position])) this.position++;
    return this.bytes[this.position] ?? NaN;
  }

  expect(byte: number, what: string): void {
    if (this.peek() !== byte) this.fail(what);
    this.position++;
  }

  string(): string {
    const start = ++this.position;
    const hasEscape = this.#stepToClosingQuote();
    if (this.position - start > MAX_STRING_BYTES) {
      throw new InputError(`${this.#name}: a string of more than ${MAX_STRING_BYTES} bytes`);
    }
    const bytes = this.bytes.subarray(start, this.position);
    if (!isUtf8(bytes)) {
      this.position = start;
      throw new InputError(`${this.place()}: a string that is not UTF-8`);
    }
    const text = bytes.toString("utf8");
    this.position++;
    if (!hasEscape) return text;
    try {
      return String(JSON.parse(`"${text}"`));
    } catch {
      this.position = start;
      return this.fail("a string with valid escapes");
    }
  }

  /** A number (also `NaN` and `Infinity`, which Python writes), true, false or null. */
  scalar(): number | boolean | null {
    this.peek();
    const start = this.position;
    while (isWordByte(this.bytes[this.position])) this.position++;
    const text = this.bytes.toString("latin1", start, this.position);
    if (NUMBER.test(text)) return Number(text);
    if (text === "null") return null;
    if (text === "true" || text === "false") return text === "true";
    if (text === "NaN") return NaN;
    this.position = start;
    return this.fail("a value");
  }

  /** @throws InputError `NAME:LINE:COLUMN: expected …, found …` */
  fail(expected: string): never {
    const rest = this.bytes.toString("utf8", this.position, this.position + 12);
    const word = /^[\w.+-]+/.exec(rest)?.[0] ?? Array.from(rest)[0];
    const found = word === undefined ? "the end" : JSON.stringify(word);
    throw new InputError(`${this.place()}: expected ${expected}, found ${found}`);
  }

  place(): string {
    const lineStart = this.bytes.lastIndexOf("\n", Math.max(0, this.position - 1)) + 1;
    const isShort = this.position - lineStart < MAX_STRING_BYTES;
    const column = isShort
      ? this.bytes.toString("utf8", lineStart, this.position).length
      : this.position - lineStart;
    return `${this.#name}:${this.lineAt(this.position)}:${column + 1}`;
  }

  /** From 1. Counts through the text: for messages. */
  lineAt(position: number): number {
    let line = 1;
    let at = this.bytes.indexOf("\n");
    while (at >= 0 && at < position) {
      line++;
      at = this.bytes.indexOf("\n", at + 1);
    }
    return line;
  }

  /** Returns whether there was an escape on the way. */
  #stepToClosingQuote(): boolean {
    let hasEscape = false;
    for (; ; this.position++) {
      const byte = this.bytes[this.position];
      if (byte === QUOTE) return hasEscape;
      if (byte === undefined) this.fail("the closing quote of a string");
      if (byte < 0x20) this.fail("a string without line breaks or control characters");
      if (byte === BACKSLASH) {
        hasEscape = true;
        this.position++;
      }
    }
  }
}

export function isSpace(byte: number): boolean {
  return byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09;
}

/** Letters, digits, `+`, `-`, `.`: what numbers and literals are made of. */
function isWordByte(byte: number): boolean {
  return (
    (byte >= 0x30 && byte <= 0x39) ||
    (byte >= 0x61 && byte <= 0x7a) ||
    (byte >= 0x41 && byte <= 0x5a) ||
    byte === 0x2b ||
    byte === 0x2d ||
    byte === 0x2e
  );
}
