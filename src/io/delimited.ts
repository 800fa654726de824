import type Papa from "papaparse";
import { InputError } from "../core/errors.ts";
import type { Input } from "./input.ts";

export interface RowBatch {
  rows: string[][];
  /** The line of the file where a row of this batch starts, from 1. Slow: for messages. */
  lineOf(row: number): number;
}

/** A row longer than this is taken for a quote that is never closed. */
export const MAX_ROW_LENGTH = 1 << 21;
const PARSED_LENGTH = 1 << 16;

/** How a text is cut into rows and cells. */
export interface Dialect {
  delimiter: string;
  newline: "\n" | "\r";
}

const SNIFFED_BYTES = 1 << 16;

const MISSING = new Set(["", "na", "n/a", "#n/a", "nan", "-nan", "null", "none"]);

/**
 * The rows of a CSV or TSV file a batch at a time. Quoted fields, any line ends, a byte-order mark.
 *
 * @param firstLine of the file that the input goes on with
 * @throws InputError for what is not UTF-8 text or has a quote that is not closed
 */
export async function* delimitedBatches(
  input: Input,
  dialect: Dialect,
  firstLine: number,
): AsyncGenerator<RowBatch> {
  const { default: papaparse } = await import("papaparse");
  const parser = new papaparse.Parser(dialect);
  let line = firstLine;
  let pending = "";
  for await (const { text, isLast } of textChunks(input)) {
    pending += text;
    const parsed = parser.parse(pending, 0, !isLast) as Papa.ParseResult<string[]>;
    const batchText = pending;
    const batchLine = line;
    const lineOf = (row: number) =>
      batchLine + countLines(batchText, startOfRow(batchText, row, papaparse, dialect), dialect);
    const row = parsed.errors[0]?.row ?? 0;
    // A quote in the row that the next chunk goes on with is not yet an error.
    if (parsed.errors.length > 0 && (isLast || row < parsed.data.length)) {
      throw new InputError(
        `${input.name}:${lineOf(row)}: a quoted field that is not closed, or text after its quote`,
      );
    }
    if (parsed.data.length > 0) yield { rows: parsed.data, lineOf };
    const consumed = isLast ? pending.length : parsed.meta.cursor;
    line += countLines(pending, consumed, dialect);
    pending = pending.slice(consumed);
    if (pending.length > MAX_ROW_LENGTH) {
      throw new InputError(
        `${input.name}:${line}: a row of more than ${MAX_ROW_LENGTH} characters (is a quote not closed?)`,
      );
    }
  }
}

async function* textChunks(input: Input): AsyncGenerator<{ text: string; isLast: boolean }> {
  const decoder = new TextDecoder("utf-8", { fatal: true });
  const decode = (bytes?: Uint8Array) => {
    let text: string;
    try {
      text = decoder.decode(bytes, { stream: bytes !== undefined });
    } catch {
      throw new InputError(`${input.name}: not a text file in UTF-8`);
    }
    if (text.includes("\0")) throw new InputError(`${input.name}: not a text file`);
    return text;
  };
  let text = "";
  for await (const bytes of input.chunks()) {
    text += decode(bytes);
    if (text.length < PARSED_LENGTH) continue;
    yield { text, isLast: false };
    text = "";
  }
  yield { text: text + decode(), isLast: true };
}

function countLines(text: string, end: number, { newline }: Dialect): number {
  let count = 0;
  for (let at = text.indexOf(newline); at >= 0 && at < end; at = text.indexOf(newline, at + 1)) {
    count++;
  }
  return count;
}

function startOfRow(text: string, row: number, papaparse: typeof Papa, dialect: Dialect): number {
  if (row === 0) return 0;
  let start = 0;
  let seen = 0;
  const parser = new papaparse.Parser({
    ...dialect,
    fastMode: false,
    step({ meta }) {
      start = meta.cursor;
      if (++seen === row) parser.abort();
    },
  });
  parser.parse(text, 0, false);
  return start;
}

/** What cuts a line into cells; the first of those that are there equally often. */
const DELIMITERS = [",", ";", "\t", "|"];

/**
 * A file with commas for delimiters may as well use what its first line has more of outside of quotes.
 * A line end `\r\n` counts as `\n` with a space before it.
 */
export async function sniffDialect(input: Input, delimiter: string): Promise<Dialect> {
  const start = await startOf(input);
  return {
    delimiter: delimiter === "," ? sniffDelimiter(start) : delimiter,
    newline: start.includes("\r") && !start.includes("\n") ? "\r" : "\n",
  };
}

function sniffDelimiter(start: string): string {
  const firstLine = /^.*/.exec(start.replace(/"[^"]*"/g, ""))?.[0] ?? "";
  const counts = DELIMITERS.map((delimiter) => firstLine.split(delimiter).length);
  return DELIMITERS[counts.indexOf(Math.max(...counts))];
}

/**
 * A comma, where cells between semicolons are numbers with commas in them and none has a point; for a
 * file with other delimiters a point.
 */
export async function sniffDecimal(input: Input, delimiter: string): Promise<DecimalMark> {
  if (delimiter !== ";") return ".";
  const start = await startOf(input);
  const hasComma = /(?:^|[;\r\n])[ "]*[+-]?\d*,\d+(?:e[+-]?\d+)?[ "]*(?=[;\r\n]|$)/i.test(start);
  const hasPoint = /(?:^|[;\r\n])[ "]*[+-]?\d*\.\d+(?:e[+-]?\d+)?[ "]*(?=[;\r\n]|$)/i.test(start);
  return hasComma && !hasPoint ? "," : ".";
}

/** Excel's first line `sep=;`, behind a byte-order mark or not. */
const SEPARATOR_LINE = /^(?:\xef\xbb\xbf)?"?sep=([^\r\n])"?(?:\r\n|\n|\r)/i;

/**
 * Passes over Excel's line that names the delimiter.
 *
 * @returns the delimiter that it names; nothing where there is no such line
 */
export async function takeSeparatorLine(input: Input): Promise<string | undefined> {
  const [line, separator] = SEPARATOR_LINE.exec(await startOf(input)) ?? [];
  if (line !== undefined) await input.skip(line.length);
  return separator;
}

async function startOf(input: Input): Promise<string> {
  return (await input.peek(SNIFFED_BYTES)).toString("latin1", 0, SNIFFED_BYTES);
}

/** What stands before the fraction of a number. */
export type DecimalMark = "." | ",";

/** The number that a cell's text shows in decimal; NaN for any other text. */
export function numberFromCell(cell: string, decimal: DecimalMark = "."): number {
  const text = decimal === "." ? cell.trim() : withPoint(cell.trim());
  const value = Number(text);
  if (value === 0 && text === "") return NaN;
  // Number also takes 0x1f, 0b1 and 0o7.
  const second = text.charCodeAt(1) | 0x20;
  if (second === 0x78 || second === 0x62 || second === 0x6f) return NaN;
  return value;
}

/** `3,5` as `3.5`; what has a point is no number where commas are decimal. */
function withPoint(text: string): string {
  return text.includes(".") ? "?" : text.replace(",", ".");
}

/** Whether a cell is empty or holds a word for "no value". */
export function isMissingCell(cell: string): boolean {
  return MISSING.has(cell.trim().toLowerCase());
}
