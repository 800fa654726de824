export { Expected } from "../../core/options/kind.ts";

/** Turns the text of one option into its value, or throws `Expected`. */
export type Parser<Value> = (text: string) => Value;
