/** Thrown by a kind: what it expected instead of a value, as the end of a sentence. */
export class Expected extends Error {
  override name = "Expected";
}

/**
 * What an option may be. One object reads it wherever it comes from: a text of
 * the command line or of a manifest, JSON, or a value that a program gives.
 */
export interface Kind<Value> {
  /** Stands for the value in help: `N`, `MIN:MAX`; none for a switch. */
  readonly argument?: string;
  /** Ends the sentence `expected …`. */
  readonly expected: string;
  /** @throws Expected where the value is none of this kind */
  read(value: unknown): Value;
  /** The text that `read` reads back to the value. */
  write(value: Value): string;
  /** The value as JSON that `read` reads back. */
  record(value: Value): unknown;
  /** Words that can be completed; a function where loading them takes time. */
  readonly choices?: readonly string[] | (() => Promise<readonly string[]>);
  /** Whether a text holds several values with commas between them. */
  readonly isList?: boolean;
  /** Whether a command line may give several values in a row and repeat the option. */
  readonly repeats?: boolean;
  /** Whether the value is the name of a file or a folder. */
  readonly isPath?: boolean;
}

type KindParts<Value> = Pick<Kind<Value>, "expected" | "read"> & Partial<Kind<Value>>;

/** A kind whose values are written and recorded as they are, unless its parts say otherwise. */
export function makeKind<Value>(parts: KindParts<Value>): Kind<Value> {
  return { write: String, record: (value) => value, ...parts };
}
