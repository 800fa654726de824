/** Thrown by a parser: what it expected instead of the text, as the end of a sentence. */
export class Expected extends Error {
  override name = "Expected";
}

/** Turns the text of one option into its value, or throws `Expected`. */
export type Parser<Value> = (text: string) => Value;
