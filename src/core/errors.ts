/** An option as a message names it: by its key, or as a command line writes it. */
export class OptionName {
  readonly key: string;
  /** Of the value that helps, where the message proposes one. */
  readonly value?: string;

  constructor(key: string, value?: string) {
    this.key = key;
    this.value = value;
  }
}

type MessagePart = string | number | OptionName;

/** Names an option in the message of an `InputError.of`: `${option("missing", "drop")}`. */
export function option(key: string, value?: string): OptionName {
  return new OptionName(key, value);
}

/**
 * The input is wrong: an option, a table, a document. The message is one whole
 * sentence fragment that names the place, what was found and what is expected.
 */
export class InputError extends Error {
  override name = "InputError";
  readonly #parts: readonly MessagePart[];

  /** @param message as one text, or as parts with options among them */
  constructor(message: string | readonly MessagePart[], options?: ErrorOptions) {
    const parts = typeof message === "string" ? [message] : message;
    super(worded(parts, plainName), options);
    this.#parts = parts;
  }

  /** A message with options in it: ``InputError.of`${option("alpha")} 7: expected …` ``. */
  static of(texts: TemplateStringsArray, ...values: MessagePart[]): InputError {
    return new InputError(texts.flatMap((text, k) => (k === 0 ? [text] : [values[k - 1], text])));
  }

  /** The key of the option that is wrong, where the message begins with one. */
  get option(): string | undefined {
    const first = this.#parts.find((part) => part !== "");
    return first instanceof OptionName ? first.key : undefined;
  }

  /** The message with its options in other words, such as `--alpha` for `alpha`. */
  worded(nameOption: (name: OptionName) => string): string {
    return worded(this.#parts, nameOption);
  }
}

function worded(parts: readonly MessagePart[], nameOption: (name: OptionName) => string): string {
  return parts
    .map((part) => (part instanceof OptionName ? nameOption(part) : String(part)))
    .join("");
}

function plainName({ key, value }: OptionName): string {
  return value === undefined ? key : `${key}: ${value}`;
}
