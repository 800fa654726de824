import { InputError } from "../../core/errors.ts";
import { GrowingFloat64Array } from "../growingFloat64Array.ts";
import type { JsonObject, JsonValue } from "./jsonValue.ts";

const MAX_DEPTH = 100;
/** Objects, arrays and strings; numbers have a limit of their own. */
const MAX_PARTS = 2_000_000;
/** Longer arrays of numbers are read one number at a time. */
const MAX_NATIVE_BYTES = 1 << 20;

const MAX_STRING_BYTES = 1 << 28;
const NUMBER = /^-?(\d+(\.\d*)?([eE][-+]?\d+)?|Infinity)$/;

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COMMA = 0x2c;
const COLON = 0x3a;
const MINUS = 0x2d;
const BRACKET = 0x5b;
const BRACKET_END = 0x5d;
const BRACE = 0x7b;
const BRACE_END = 0x7d;

/**
 * Reads JSON from bytes in one pass: no string of the whole text, arrays of
 * numbers straight into typed arrays, bounded depth and number of parts, errors
 * with line and column. `NaN` and `Infinity`, which Python writes, are numbers.
 */
export class JsonReader {
  position = 0;
  #bytes: Buffer;
  #name: string;
  #maxNumbers: number;
  #numberCount = 0;
  #partCount = 0;
  #depth = 0;

  /** @param name of the source, for messages */
  constructor(bytes: Buffer, name: string, maxNumbers: number) {
    this.#bytes = bytes;
    this.#name = name;
    this.#maxNumbers = maxNumbers;
    if (bytes.length >= 3 && bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) {
      this.position = 3;
    }
  }

  /** The next value. @throws InputError `NAME:LINE:COLUMN: expected …, found …` */
  value(): JsonValue {
    switch (this.#peek()) {
      case BRACE:
        return this.#nested(() => this.#object());
      case BRACKET:
        return this.#nested(() => this.#array());
      case QUOTE:
        return this.#string();
      default:
        return this.#scalar();
    }
  }

  /** Whether only white space is left. */
  atEnd(): boolean {
    return Number.isNaN(this.#peek());
  }

  expectEnd(): void {
    if (!this.atEnd()) this.#fail("the end");
  }

  /** Steps into an array whose elements the caller reads one by one, each with limits of its own. */
  enterArray(): void {
    this.#expect(BRACKET, "an array");
  }

  /** Steps to the next element of the array entered; false after the last. */
  nextElement(isFirst: boolean): boolean {
    this.#numberCount = 0;
    this.#partCount = 0;
    const hasNext = this.#hasNext(isFirst, BRACKET_END);
    if (hasNext) this.#peek();
    return hasNext;
  }

  /** Steps to the next line that holds a value; false after the last. */
  nextLine(isFirst: boolean): boolean {
    this.#numberCount = 0;
    this.#partCount = 0;
    const end = this.position;
    if (this.atEnd()) return false;
    const isNewLine = this.#bytes.subarray(end, this.position).includes("\n");
    if (!isFirst && !isNewLine) this.#fail("a line for each row");
    return true;
  }

  /** From 1. Counts through the text: for messages. */
  lineAt(position: number): number {
    let line = 1;
    for (
      let at = this.#bytes.indexOf("\n");
      at >= 0 && at < position;
      at = this.#bytes.indexOf("\n", at + 1)
    ) {
      line++;
    }
    return line;
  }

  #nested<T>(read: () => T): T {
    if (++this.#depth > MAX_DEPTH) {
      throw new InputError(`${this.#place()}: nested deeper than ${MAX_DEPTH} levels`);
    }
    this.#countPart();
    const value = read();
    this.#depth--;
    return value;
  }

  #object(): JsonObject {
    this.position++;
    const object: JsonObject = {};
    for (let isFirst = true; this.#hasNext(isFirst, BRACE_END); isFirst = false) {
      if (this.#peek() !== QUOTE) this.#fail("a key in double quotes");
      const key = this.#string();
      this.#expect(COLON, '":"');
      const value = this.value();
      if (key === "__proto__") {
        // Assigning this one would not make a key.
        Object.defineProperty(object, key, { value, enumerable: true });
      } else {
        object[key] = value;
      }
    }
    return object;
  }

  #array(): JsonValue {
    const native = this.#nativeNumbers();
    if (native) return native;
    this.position++;
    const numbers = new GrowingFloat64Array();
    let isFirst = true;
    for (; this.#hasNext(isFirst, BRACKET_END); isFirst = false) {
      const start = this.position;
      const value = this.#isNested() ? undefined : this.#scalar();
      if (typeof value !== "number" && value !== null) {
        this.position = start;
        return this.#mixedArray(numbers.toArray());
      }
      this.#countNumbers(1);
      numbers.push(value ?? NaN);
    }
    return isFirst ? [] : numbers.toArray();
  }

  #mixedArray(start: Float64Array): JsonValue[] {
    const values: JsonValue[] = Array.from(start, (v) => (Number.isNaN(v) ? null : v));
    do values.push(this.value());
    while (this.#hasNext(false, BRACKET_END));
    return values;
  }

  /** An array of numbers by JSON.parse, several times as fast; undefined where it is anything else. */
  #nativeNumbers(): Float64Array | undefined {
    const end = this.#bytes.indexOf(BRACKET_END, this.position) + 1;
    const byteCount = end - this.position;
    if (byteCount < 3 || byteCount > MAX_NATIVE_BYTES || !this.#startsNumber()) return undefined;
    let values: unknown;
    try {
      values = JSON.parse(this.#bytes.toString("latin1", this.position, end));
    } catch {
      return undefined;
    }
    if (!Array.isArray(values)) return undefined;
    const numbers = new Float64Array(values.length);
    for (let i = 0; i < numbers.length; i++) {
      const value: unknown = values[i];
      if (typeof value !== "number" && value !== null) return undefined;
      numbers[i] = value ?? NaN;
    }
    this.#countNumbers(numbers.length);
    this.position = end;
    return numbers;
  }

  #startsNumber(): boolean {
    let at = this.position + 1;
    while (isSpace(this.#bytes[at])) at++;
    const byte = this.#bytes[at];
    return byte === MINUS || byte === 0x6e || (byte >= 0x30 && byte <= 0x39);
  }

  #isNested(): boolean {
    const byte = this.#peek();
    return byte === BRACE || byte === BRACKET || byte === QUOTE;
  }

  #string(): string {
    this.#countPart();
    const start = ++this.position;
    let hasEscape = false;
    for (; ; this.position++) {
      const byte = this.#bytes[this.position];
      if (byte === QUOTE) break;
      if (byte === BACKSLASH) {
        hasEscape = true;
        this.position++;
      } else if (byte === undefined) {
        this.#fail("the closing quote of a string");
      } else if (byte < 0x20) {
        this.#fail("a string without line breaks or control characters");
      }
    }
    if (this.position - start > MAX_STRING_BYTES) {
      throw new InputError(`${this.#name}: a string of more than ${MAX_STRING_BYTES} bytes`);
    }
    const text = this.#bytes.toString("utf8", start, this.position);
    this.position++;
    if (!hasEscape) return text;
    try {
      return String(JSON.parse(`"${text}"`));
    } catch {
      this.position = start;
      return this.#fail("a string with valid escapes");
    }
  }

  #scalar(): JsonValue {
    this.#peek();
    const start = this.position;
    while (isWordByte(this.#bytes[this.position])) this.position++;
    const text = this.#bytes.toString("latin1", start, this.position);
    if (NUMBER.test(text)) return Number(text);
    if (text === "null") return null;
    if (text === "true" || text === "false") return text === "true";
    if (text === "NaN") return NaN;
    this.position = start;
    return this.#fail("a value");
  }

  /** Steps over a comma, or over the closing bracket: then there is no next. */
  #hasNext(isFirst: boolean, closing: number): boolean {
    const byte = this.#peek();
    if (byte === closing) {
      this.position++;
      return false;
    }
    if (isFirst) return true;
    this.#expect(COMMA, `"," or "${String.fromCharCode(closing)}"`);
    return true;
  }

  #expect(byte: number, what: string): void {
    if (this.#peek() !== byte) this.#fail(what);
    this.position++;
  }

  /** The next byte that is not white space; NaN at the end. */
  #peek(): number {
    while (isSpace(this.#bytes[this.position])) this.position++;
    return this.#bytes[this.position] ?? NaN;
  }

  #countPart(): void {
    if (++this.#partCount > MAX_PARTS) {
      throw new InputError(`${this.#name}: more than ${MAX_PARTS} objects, arrays and strings`);
    }
  }

  #countNumbers(count: number): void {
    this.#numberCount += count;
    if (this.#numberCount > this.#maxNumbers) {
      throw new InputError(
        `${this.#name}: more than ${this.#maxNumbers} numbers (raise --max-points)`,
      );
    }
  }

  #place(): string {
    const lineStart = this.#bytes.lastIndexOf("\n", Math.max(0, this.position - 1)) + 1;
    const isShort = this.position - lineStart < MAX_STRING_BYTES;
    const column = isShort
      ? this.#bytes.toString("utf8", lineStart, this.position).length + 1
      : this.position - lineStart + 1;
    return `${this.#name}:${this.lineAt(this.position)}:${column}`;
  }

  #fail(expected: string): never {
    const byte = this.#bytes[this.position];
    const rest = this.#bytes.toString("utf8", this.position, this.position + 12);
    const word = /^[\w.+-]+/.exec(rest)?.[0] ?? Array.from(rest)[0];
    const found = byte === undefined ? "the end" : JSON.stringify(word);
    throw new InputError(`${this.#place()}: expected ${expected}, found ${found}`);
  }
}

function isSpace(byte: number): boolean {
  return byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09;
}

/** Letters, digits, `+`, `-`, `.`: what numbers and literals are made of. */
function isWordByte(byte: number): boolean {
  return (
    (byte >= 0x30 && byte <= 0x39) ||
    (byte >= 0x61 && byte <= 0x7a) ||
    (byte >= 0x41 && byte <= 0x5a) ||
    byte === 0x2b ||
    byte === MINUS ||
    byte === 0x2e
  );
}
