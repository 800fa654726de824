import { InputError } from "../../core/errors.ts";
import { quoted } from "../../core/wording.ts";

/**
 * A JSON value in which an array of numbers (or nulls, as NaN) is a Float64Array:
 * a grid of millions of losses costs eight bytes each.
 */
export type JsonValue =
  null | boolean | number | string | Float64Array | JsonValue[] | { [key: string]: JsonValue };

export type JsonObject = { [key: string]: JsonValue };

export function isObject(value: JsonValue | undefined): value is JsonObject {
  return (
    typeof value === "object" &&
    value !== null &&
    !Array.isArray(value) &&
    !(value instanceof Float64Array)
  );
}

/** Beside a grid; ordinary arrays cannot be much longer. */
const MAX_PLAIN_NUMBERS = 10_000_000;

/**
 * The value with ordinary arrays, as JSON.parse gives it; NaN becomes null again.
 *
 * @param place of the value, for messages
 */
export function toPlainJson(value: JsonValue, place: string): unknown {
  if (value instanceof Float64Array) {
    if (value.length > MAX_PLAIN_NUMBERS) {
      throw new InputError(`${place}: more than ${MAX_PLAIN_NUMBERS} numbers`);
    }
    return Array.from(value, (number) => (Number.isNaN(number) ? null : number));
  }
  if (Array.isArray(value)) return value.map((part) => toPlainJson(part, place));
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, part]) => [key, toPlainJson(part, place)]),
  );
}

/** `"abc"`, `[…]`, `null`: a value as a message shows it, shortened. */
export function quoteJson(value: JsonValue | undefined): string {
  if (value === undefined) return "nothing";
  if (value instanceof Float64Array || Array.isArray(value)) {
    return value.length ? `an array of ${value.length}` : "an empty array";
  }
  if (isObject(value)) return "an object";
  return typeof value === "string" ? quoted(value) : String(value);
}
