/** How an engine's SQL differs from what the shared compiler writes, and how its client is called. */
export interface Dialect {
  name: string;
  /** Of the engine, in messages and help. */
  label: string;
  /** Names of client programs that speak this dialect. */
  programs: readonly string[];
  /** Added behind the client's own arguments: no banner, an answer with a header, stop at errors. */
  clientArguments: readonly string[];
  /** What the client answers: CSV, or tab-separated text in which NULL is a word. */
  answer: "csv" | "tsv";
  /** An identifier of any characters but zero bytes, as this engine quotes it. */
  quoteIdentifier(name: string): string;
  /** Why a quoted name is not safe with this engine's client; undefined where it is. */
  refusal?(name: string): string | undefined;
  /** A double that reads back to the same bits. */
  literal(value: number): string;
  /** An expression as a double. */
  double(expression: string): string;
  /** An answer's double with all its digits, where the client would round it. */
  shown?(expression: string): string;
  /** A sum of doubles; compensated where the engine can. */
  sum(expression: string): string;
  /** Whether `sum` is compensated. */
  isCompensated?: true;
  /** A condition; undefined where the engine has no NaN. */
  isNaN?(expression: string): string;
  /** The type of a value as text; undefined where the engine cannot say. */
  typeOf?(expression: string): string;
  /** A condition true of values that a cast would silently turn into a number. */
  isNoNumber?(expression: string): string;
  /** Ends a subquery so that its columns are computed once, where the engine would repeat their expressions. */
  fence?: string;
  /** An exact percentile with linear interpolation; undefined where the engine has none. */
  percentile?(expression: string, fraction: number): string;
}

/** Quotes by doubling the quote: standard SQL with `"`, others with a backtick. */
export function doubled(quote: string): (name: string) => string {
  return (name) => quote + name.replaceAll(quote, quote + quote) + quote;
}

/** Engines whose strings and quoted names know backslashes. */
export function escapedBackticks(name: string): string {
  return `\`${name.replace(/[\\`]/g, "\\$&").replaceAll("\n", "\\n").replaceAll("\r", "\\r")}\``;
}

/** `1.5e0`: with an exponent a literal is a double and no decimal. */
export function exponentLiteral(value: number): string {
  const text = value.toExponential();
  return value < 0 || Object.is(value, -0) ? `(${text})` : text;
}
