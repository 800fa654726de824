import type Papa from "papaparse";
import { isUtf8 } from "node:buffer";
import { MAX_ROW_LENGTH, type DecimalMark, type Dialect } from "../delimited.ts";
import type { Input } from "../input.ts";
import type { DelimitedRows } from "./delimitedRows.ts";
import { PlainRows } from "./plainRows.ts";

const NEWLINE = 10;
const ROWS_AT_ONCE = 1024;
/** More lines with quotes in unexpected places are faster read by a parser of CSV. */
const MAX_QUOTED = 100;

/**
 * Reads lines of plain numbers at the speed of their bytes, a line that is odd by itself, and stops
 * where a row might be more than its line.
 *
 * @param firstLine the line that the input begins with
 * @returns the line that the input goes on with
 */
export async function readPlainLines(
  input: Input,
  dialect: Dialect,
  decimal: DecimalMark,
  rows: DelimitedRows,
  firstLine: number,
): Promise<number> {
  let plain: PlainRows | undefined;
  let line = firstLine;
  let quoted = 0;
  let pending: Buffer = Buffer.alloc(0);

  for await (const chunk of input.chunks()) {
    const bytes: Buffer = pending.length > 0 ? Buffer.concat([pending, chunk]) : chunk;
    const lines = bytes.subarray(0, bytes.lastIndexOf(NEWLINE) + 1);
    pending = bytes.subarray(lines.length);
    let at = 0;
    if (!isUtf8(lines) || pending.length > MAX_ROW_LENGTH) return giveBack(bytes);
    while (at < lines.length) {
      if (rows.table && plain) {
        plain.read(lines, at);
        rows.table.addNumbers(plain.values, plain.count, (row) => line + row);
        at = plain.end;
        line += plain.count;
        if (plain.count === ROWS_AT_ONCE || at === lines.length) continue;
      }
      const end = lines.indexOf(NEWLINE, at);
      const text = lines.toString("utf8", at, end);
      const isQuoted = text.includes('"');
      const cells = isQuoted ? await quotedCells(text, dialect) : text.split(dialect.delimiter);
      if (isQuoted && rows.table) quoted++;
      if (!cells || quoted > MAX_QUOTED || text.includes("\0")) return giveBack(bytes.subarray(at));
      const rowLine = line++;
      rows.add(cells, () => rowLine);
      at = end + 1;
      if (rows.table?.holdsNumbersOnly) {
        plain ??= new PlainRows(dialect.delimiter, decimal, rows, ROWS_AT_ONCE);
      }
    }
  }
  return giveBack(pending);

  function giveBack(rest: Buffer): number {
    if (rest.length > 0) input.unread(rest);
    return line;
  }
}

/** The cells of a line in which every quote is closed; otherwise undefined. */
async function quotedCells(text: string, dialect: Dialect): Promise<string[] | undefined> {
  const { default: papaparse } = await import("papaparse");
  const parser = new papaparse.Parser(dialect);
  const { data, errors } = parser.parse(`${text}\n`, 0, true) as Papa.ParseResult<string[]>;
  return errors.length === 0 && data.length === 1 ? data[0] : undefined;
}
