import { Expected, type Parser } from "./expected.ts";
import { decimal } from "./parseNumber.ts";

/** One axis of the window; without a count the resolution counts. */
export interface WindowRange {
  min: number;
  max: number;
  count?: number;
}

/** `MIN:MAX` or `MIN:MAX:COUNT`. */
export const windowRange: Parser<WindowRange> = (text) => {
  const parts = text.split(":").map((part) => decimal(part.trim()));
  const [min, max, count] = parts;
  const isWhole =
    parts.length === 2 || (count !== undefined && Number.isSafeInteger(count) && count >= 2);
  if (parts.length > 3 || min === undefined || max === undefined || !isWhole) {
    throw new Expected("MIN:MAX or MIN:MAX:COUNT, two numbers and a whole number from 2");
  }
  if (!(min < max)) throw new Expected("MIN:MAX with MIN below MAX");
  if (!Number.isFinite(max - min)) throw new Expected("MIN:MAX less than 1.8e308 apart");
  return count === undefined ? { min, max } : { min, max, count };
};
