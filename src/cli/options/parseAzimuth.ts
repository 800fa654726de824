import { Expected, type Parser } from "./expected.ts";
import { decimal } from "./parseNumber.ts";

export const azimuthAngle: Parser<number | "auto"> = (text) => {
  if (text === "auto") return "auto";
  const degrees = decimal(text);
  if (degrees === undefined || Math.abs(degrees) > 360) {
    throw new Expected("auto or degrees from -360 to 360");
  }
  return degrees;
};
