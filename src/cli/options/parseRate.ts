import { Expected, type Parser } from "./expected.ts";
import { decimal } from "./parseNumber.ts";

/** `auto`, a step size, or a share of the largest stable one (`0.9max`). */
export type Rate = "auto" | number | { ofLargest: number };

export const learningRate: Parser<Rate> = (text) => {
  if (text === "auto") return "auto";
  const isShare = text.endsWith("max");
  const value = decimal(isShare ? text.slice(0, -"max".length) : text);
  if (value === undefined || value <= 0) {
    throw new Expected("auto, a number above 0, or a share of the largest stable step like 0.9max");
  }
  return isShare ? { ofLargest: value } : value;
};
