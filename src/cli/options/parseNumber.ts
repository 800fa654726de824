import { Expected, type Parser } from "./expected.ts";

const DECIMAL = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i;

/** A finite number in decimal notation, or `undefined`. */
export function decimal(text: string): number | undefined {
  if (!DECIMAL.test(text)) return undefined;
  const value = Number(text);
  return Number.isFinite(value) ? value : undefined;
}

export function wholeNumber(min: number, max: number): Parser<number> {
  return (text) => {
    const value = decimal(text);
    if (value === undefined || !Number.isInteger(value) || value < min || value > max) {
      throw new Expected(`a whole number from ${min} to ${max}`);
    }
    return value;
  };
}

export function numberBetween(min: number, max: number): Parser<number> {
  return (text) => {
    const value = decimal(text);
    if (value === undefined || value < min || value > max) {
      throw new Expected(`a number from ${min} to ${max}`);
    }
    return value;
  };
}

export const finiteNumber: Parser<number> = (text) => {
  const value = decimal(text);
  if (value === undefined) throw new Expected("a number");
  return value;
};

export const positiveNumber: Parser<number> = (text) => {
  const value = decimal(text);
  if (value === undefined || value <= 0) throw new Expected("a number above 0");
  return value;
};

export const nonNegativeNumber: Parser<number> = (text) => {
  const value = decimal(text);
  if (value === undefined || value < 0) throw new Expected("a number from 0 up");
  return value;
};

/** A share: above 0 and below 1. */
export const openFraction: Parser<number> = (text) => {
  const value = decimal(text);
  if (value === undefined || value <= 0 || value >= 1) {
    throw new Expected("a number above 0 and below 1");
  }
  return value;
};

/** `A,B`. */
export const numberPair: Parser<[number, number]> = (text) => {
  const values = text.split(",").map((part) => decimal(part.trim()));
  const [first, second] = values;
  if (values.length !== 2 || first === undefined || second === undefined) {
    throw new Expected("two numbers separated by a comma");
  }
  return [first, second];
};
