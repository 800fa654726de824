import { InputError, option } from "../../core/errors.ts";
import { quoteJson, type JsonObject } from "../json/jsonValue.ts";
import { decodeNumbers, NUMBER_TYPES } from "../npy/numberTypes.ts";

export interface DecodedArray {
  values: Float64Array;
  shape: number[];
}

/** Plotly's `{dtype, bdata, shape}`: little-endian numbers in base64, as plotly.py 6 writes them. */
export function decodeTypedArray(
  value: JsonObject,
  maxPoints: number,
  place: string,
): DecodedArray {
  const { dtype, bdata } = value;
  const type =
    typeof dtype === "string" && Object.hasOwn(NUMBER_TYPES, dtype) && NUMBER_TYPES[dtype];
  if (!type || typeof bdata !== "string") {
    throw new InputError(`${place}: ${quoteJson(value)}, expected numbers`);
  }
  const bytes = Buffer.from(bdata, "base64");
  const count = Math.floor(bytes.length / type.byteCount);
  const shape = shapeOf(value, count);
  if (!shape || shape.reduce((product, length) => product * length, 1) !== count) {
    throw new InputError(
      `${place}.shape: ${quoteJson(value.shape)} does not fit its ${count} numbers`,
    );
  }
  if (count > maxPoints) {
    throw InputError.of`${place}: ${count} points, more than ${maxPoints} (raise ${option("maxPoints")})`;
  }
  return { values: decodeNumbers(bytes, type, count, true), shape };
}

/** Plotly writes it as a number, or as a string: `"50, 50"`. */
function shapeOf({ shape }: JsonObject, count: number): number[] | undefined {
  if (shape === undefined) return [count];
  const lengths =
    shape instanceof Float64Array ? Array.from(shape) : String(shape).split(",").map(Number);
  return lengths.every((length) => Number.isSafeInteger(length) && length > 0) &&
    lengths.length <= 2
    ? lengths
    : undefined;
}
