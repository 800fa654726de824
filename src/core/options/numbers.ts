import { Expected, makeKind, type Kind } from "./kind.ts";

const DECIMAL = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i;

/** A finite number, from decimal notation where it is a text; `undefined` otherwise. */
export function decimal(value: unknown): number | undefined {
  const number = typeof value === "string" && DECIMAL.test(value) ? Number(value) : value;
  return typeof number === "number" && Number.isFinite(number) ? number : undefined;
}

export function wholeNumber(min: number, max: number): Kind<number> {
  return numberKind(
    `a whole number from ${min} to ${max}`,
    (value) => Number.isInteger(value) && value >= min && value <= max,
  );
}

export function numberBetween(min: number, max: number): Kind<number> {
  return numberKind(`a number from ${min} to ${max}`, (value) => value >= min && value <= max);
}

export const finiteNumber = numberKind("a number", () => true);
export const positiveNumber = numberKind("a number above 0", (value) => value > 0);
export const nonNegativeNumber = numberKind("a number from 0 up", (value) => value >= 0);
/** A share: above 0 and below 1. */
export const openFraction = numberKind(
  "a number above 0 and below 1",
  (value) => value > 0 && value < 1,
);

/** A number, or one word that stands for one. */
export function numberOr<Word extends string>(
  word: Word,
  kind: Kind<number>,
  expected: string,
): Kind<number | Word> {
  return makeKind<number | Word>({
    argument: "N",
    expected,
    choices: [word],
    read(value) {
      if (value === word) return word;
      try {
        return kind.read(value);
      } catch (error) {
        throw error instanceof Expected ? new Expected(expected) : error;
      }
    },
  });
}

/** `A,B`. */
export const numberPair = makeKind<[number, number]>({
  argument: "A,B",
  expected: "two numbers separated by a comma",
  read(value) {
    const parts: unknown = typeof value === "string" ? trimmedParts(value, ",") : value;
    const [first, second] = Array.isArray(parts) ? parts.map(decimal) : [];
    const isPair = Array.isArray(parts) && parts.length === 2;
    if (!isPair || first === undefined || second === undefined) throw new Expected(this.expected);
    return [first, second];
  },
  write: (pair) => pair.join(","),
});

/** A stretch of an axis with `count` points on it, end points included. */
export interface NumberRange {
  min: number;
  max: number;
  count?: number;
}

/** `MIN:MAX` or `MIN:MAX:COUNT`. */
export const numberRange = makeKind<NumberRange>({
  argument: "MIN:MAX[:COUNT]",
  expected: "MIN:MAX or MIN:MAX:COUNT, two numbers and a whole number from 2",
  read(value) {
    const parts = rangeParts(value);
    const [min, max, count] = parts.map(decimal);
    const isWhole =
      parts.length === 2 || (count !== undefined && Number.isSafeInteger(count) && count >= 2);
    if (parts.length > 3 || min === undefined || max === undefined || !isWhole) {
      throw new Expected(this.expected);
    }
    if (!(min < max)) throw new Expected("MIN:MAX with MIN below MAX");
    if (!Number.isFinite(max - min)) throw new Expected("MIN:MAX less than 1.8e308 apart");
    return count === undefined ? { min, max } : { min, max, count };
  },
  write: (range) => rangeRecord(range).join(":"),
  record: rangeRecord,
});

/** `MIN:MAX`. */
export const numberInterval = makeKind<{ min: number; max: number }>({
  argument: "MIN:MAX",
  expected: "MIN:MAX, two numbers",
  read(value) {
    const parts = rangeParts(value);
    if (parts.length !== 2 || parts.some((part) => decimal(part) === undefined)) {
      throw new Expected(this.expected);
    }
    const { min, max } = numberRange.read(parts);
    return { min, max };
  },
  write: ({ min, max }) => `${min}:${max}`,
  record: ({ min, max }) => [min, max],
});

function numberKind(expected: string, accepts: (value: number) => boolean): Kind<number> {
  return makeKind({
    argument: "N",
    expected,
    read(value) {
      const number = decimal(value);
      if (number === undefined || !accepts(number)) throw new Expected(expected);
      return number;
    },
  });
}

function rangeParts(value: unknown): readonly unknown[] {
  if (typeof value === "string") return trimmedParts(value, ":");
  if (Array.isArray(value)) return value;
  if (typeof value !== "object" || value === null) return [];
  const { min, max, count }: { min?: unknown; max?: unknown; count?: unknown } = value;
  return count === undefined ? [min, max] : [min, max, count];
}

function rangeRecord({ min, max, count }: NumberRange): number[] {
  return count === undefined ? [min, max] : [min, max, count];
}

function trimmedParts(text: string, separator: string): string[] {
  return text.split(separator).map((part) => part.trim());
}

/** CSS pixels, 96 to the inch, in each unit of length. */
const PIXELS: Readonly<Record<string, number>> = {
  px: 1,
  in: 96,
  cm: 96 / 2.54,
  mm: 96 / 25.4,
  pt: 96 / 72,
};

/** Lengths are told apart to this part of a pixel. */
const PARTS = 1e6;

/** A length in CSS pixels, from a number of them or a text with a unit: `700`, `3.3in`, `84mm`. */
export function lengthBetween(min: number, max: number): Kind<number> {
  return makeKind<number>({
    argument: "LENGTH",
    expected: `a length from ${min} to ${max} pixels, as 700, 3.3in, 84mm, 8.4cm or 238pt`,
    read(value) {
      const [, number = value, unit = "px"] =
        typeof value === "string" ? (/^(.*?)\s*(px|in|cm|mm|pt)$/i.exec(value.trim()) ?? []) : [];
      const length = (decimal(number) ?? NaN) * PIXELS[unit.toLowerCase()];
      if (!(length >= min && length <= max)) throw new Expected(this.expected);
      // 3.3in is 316.8, not 316.79999999999995.
      return Math.round(length * PARTS) / PARTS;
    },
  });
}
