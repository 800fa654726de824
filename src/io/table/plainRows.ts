import type { DecimalMark } from "../delimited.ts";
import { readDecimal } from "./decimalCell.ts";

const QUOTE = 34;
const NEWLINE = 10;
const RETURN = 13;
const SPACE = 32;

/**
 * Reads rows straight from bytes as long as nothing about them is odd: a row is one line, the chosen
 * cells are plain numbers, and a quote stands only around a whole cell of a column that nobody wants.
 */
export class PlainRows {
  /** Numbers of the rows read last, row by row. */
  readonly values: Float64Array;
  readonly capacity: number;
  /** Rows read last. */
  count = 0;
  /** Where the first row that is not read starts. */
  end = 0;
  #delimiter: number;
  #point: number;
  /** For each cell of a row its place among the chosen ones, -1 for one that nobody wants. */
  #slots: Int32Array;
  #chosenCount: number;

  /** @param row how many cells it has, and the places of the chosen ones among them */
  constructor(
    delimiter: string,
    decimal: DecimalMark,
    { places, cellCount }: { places: readonly number[]; cellCount: number },
    capacity: number,
  ) {
    this.#delimiter = delimiter.charCodeAt(0);
    this.#point = decimal.charCodeAt(0);
    this.#slots = new Int32Array(cellCount).fill(-1);
    places.forEach((place, slot) => (this.#slots[place] = slot));
    this.#chosenCount = places.length;
    this.capacity = capacity;
    this.values = new Float64Array(capacity * places.length);
  }

  /**
   * Reads rows from `start` on up to the first odd one, or as many as there is room for.
   *
   * @param bytes the last of which ends a line
   */
  read(bytes: Uint8Array, start: number): void {
    const { values, capacity } = this;
    const slots = this.#slots;
    const cellCount = slots.length;
    const chosenCount = this.#chosenCount;
    const delimiter = this.#delimiter;
    const point = this.#point;
    const length = bytes.length;
    let at = start;
    let count = 0;
    let rowStart = start;
    rows: for (; count < capacity && rowStart < length; count++) {
      const first = count * chosenCount;
      for (let cell = 0; cell < cellCount; cell++) {
        const slot = slots[cell];
        if (slot >= 0) {
          while (bytes[at] === SPACE) at++;
          at = readDecimal(bytes, at, values, first + slot, point);
          if (at < 0) break rows;
        } else {
          at = endOfCell(bytes, at, delimiter);
          if (at < 0) break rows;
        }
        if (cell < cellCount - 1) {
          if (bytes[at] !== delimiter) break rows;
          at++;
        }
      }
      if (bytes[at] === RETURN) at++;
      if (bytes[at] !== NEWLINE) break;
      rowStart = ++at;
    }
    this.count = count;
    this.end = rowStart;
  }
}

/** Where a cell that nobody wants ends; -1 where that takes a closer look. */
function endOfCell(bytes: Uint8Array, start: number, delimiter: number): number {
  let at = start;
  if (bytes[at] === QUOTE) {
    for (at++; bytes[at] !== QUOTE; at++) if (bytes[at] === NEWLINE || bytes[at] === 0) return -1;
    return at + 1;
  }
  for (let byte = bytes[at]; byte !== delimiter && byte !== NEWLINE; byte = bytes[++at]) {
    if (byte === QUOTE || byte === RETURN || byte === 0) return byte === RETURN ? at : -1;
  }
  return at;
}
