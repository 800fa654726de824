import { InputError, option } from "../../core/errors.ts";
import { GrowingFloat64Array } from "../growingFloat64Array.ts";
import { isSpace, JsonScanner } from "./jsonScanner.ts";
import type { JsonObject, JsonValue } from "./jsonValue.ts";

const MAX_DEPTH = 100;
/** Objects, arrays and other values; arrays of numbers have a limit of their own. */
const MAX_PARTS = 2_000_000;
/** Longer arrays of numbers are read one number at a time. */
const MAX_NATIVE_BYTES = 1 << 20;

const QUOTE = 0x22;
const COMMA = 0x2c;
const COLON = 0x3a;
const MINUS = 0x2d;
const SMALL_N = 0x6e;
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
  #scanner: JsonScanner;
  #name: string;
  #maxNumbers: number;
  #numberCount = 0;
  #partCount = 0;
  #depth = 0;

  /** @param name of the source, for messages */
  constructor(bytes: Buffer, name: string, maxNumbers: number) {
    this.#scanner = new JsonScanner(bytes, name);
    this.#name = name;
    this.#maxNumbers = maxNumbers;
  }

  /** Where the next value starts, in bytes. */
  get position(): number {
    return this.#scanner.position;
  }

  /** From 1. Counts through the text: for messages. */
  lineAt(position: number): number {
    return this.#scanner.lineAt(position);
  }

  /** The next value. @throws InputError `NAME:LINE:COLUMN: expected …, found …` */
  value(): JsonValue {
    this.#countPart();
    switch (this.#scanner.peek()) {
      case BRACE:
        return this.#nested(() => this.#object());
      case BRACKET:
        return this.#nested(() => this.#array());
      case QUOTE:
        return this.#scanner.string();
      default:
        return this.#scanner.scalar();
    }
  }

  /** Whether only white space is left. */
  atEnd(): boolean {
    return Number.isNaN(this.#scanner.peek());
  }

  expectEnd(): void {
    if (!this.atEnd()) this.#scanner.fail("the end");
  }

  /** Steps into an array whose elements the caller reads one by one, each with limits of its own. */
  enterArray(): void {
    this.#scanner.expect(BRACKET, "an array");
  }

  /** Steps to the next element of the array entered; false after the last. */
  nextElement(isFirst: boolean): boolean {
    this.#numberCount = 0;
    this.#partCount = 0;
    const hasNext = this.#hasNext(isFirst, BRACKET_END);
    if (hasNext) this.#scanner.peek();
    return hasNext;
  }

  /** Steps to the next line that holds a value; false after the last. */
  nextLine(isFirst: boolean): boolean {
    this.#numberCount = 0;
    this.#partCount = 0;
    const end = this.#scanner.position;
    if (this.atEnd()) return false;
    const isNewLine = this.#scanner.bytes.subarray(end, this.#scanner.position).includes("\n");
    if (!isFirst && !isNewLine) this.#scanner.fail("a line for each row");
    return true;
  }

  #nested<T>(read: () => T): T {
    if (++this.#depth > MAX_DEPTH) {
      throw new InputError(`${this.#scanner.place()}: nested deeper than ${MAX_DEPTH} levels`);
    }
    const value = read();
    this.#depth--;
    return value;
  }

  #object(): JsonObject {
    this.#scanner.position++;
    const object: JsonObject = {};
    for (let isFirst = true; this.#hasNext(isFirst, BRACE_END); isFirst = false) {
      if (this.#scanner.peek() !== QUOTE) this.#scanner.fail("a key in double quotes");
      const key = this.#scanner.string();
      this.#scanner.expect(COLON, '":"');
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
    this.#scanner.position++;
    const numbers = new GrowingFloat64Array();
    let isFirst = true;
    for (; this.#hasNext(isFirst, BRACKET_END); isFirst = false) {
      const start = this.#scanner.position;
      const value = this.#isNested() ? undefined : this.#scanner.scalar();
      if (typeof value !== "number" && value !== null) {
        this.#scanner.position = start;
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
    const end = this.#scanner.bytes.indexOf(BRACKET_END, this.#scanner.position) + 1;
    const byteCount = end - this.#scanner.position;
    if (byteCount < 3 || byteCount > MAX_NATIVE_BYTES || !this.#startsNumber()) return undefined;
    let values: unknown;
    try {
      values = JSON.parse(this.#scanner.bytes.toString("latin1", this.#scanner.position, end));
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
    this.#scanner.position = end;
    return numbers;
  }

  #startsNumber(): boolean {
    let at = this.#scanner.position + 1;
    while (isSpace(this.#scanner.bytes[at])) at++;
    const byte = this.#scanner.bytes[at];
    return byte === MINUS || byte === SMALL_N || (byte >= 0x30 && byte <= 0x39);
  }

  #isNested(): boolean {
    const byte = this.#scanner.peek();
    return byte === BRACE || byte === BRACKET || byte === QUOTE;
  }

  /** Steps over a comma, or over the closing bracket: then there is no next. */
  #hasNext(isFirst: boolean, closing: number): boolean {
    const byte = this.#scanner.peek();
    if (byte === closing) {
      this.#scanner.position++;
      return false;
    }
    if (isFirst) return true;
    this.#scanner.expect(COMMA, `"," or "${String.fromCharCode(closing)}"`);
    return true;
  }

  #countPart(): void {
    if (++this.#partCount > MAX_PARTS) {
      throw new InputError(
        `${this.#name}: more than ${MAX_PARTS} objects, arrays and other values`,
      );
    }
  }

  #countNumbers(count: number): void {
    this.#numberCount += count;
    if (this.#numberCount > this.#maxNumbers) {
      throw InputError.of`${this.#name}: more than ${this.#maxNumbers} numbers (raise ${option("maxPoints")})`;
    }
  }
}
