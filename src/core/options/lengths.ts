import { Expected, makeKind, type Kind } from "./kind.ts";
import { decimal } from "./numbers.ts";

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
