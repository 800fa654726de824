import { InputError } from "../../core/errors.ts";
import { flagOf } from "./definition.ts";
import { Expected, type Parser } from "./expected.ts";
import { shown } from "./shown.ts";

/** A parsed value, or an error that names the option, the value and what is expected. */
export function readOption<Value>(name: string, parse: Parser<Value>, text: string): Value {
  try {
    return parse(text);
  } catch (error) {
    if (error instanceof Expected) throw badValue(name, text, error.message);
    throw error;
  }
}

/** `--samples 0: expected a whole number from 1 to 10000000`. */
export function badValue(name: string, text: string, expected: string): InputError {
  return new InputError(`${flagOf(name)} ${shown(text)}: expected ${expected}`);
}
