import type Papa from "papaparse";
import { isUtf8 } from "node:buffer";
import { MAX_ROW_LENGTH, type DecimalMark, type Dialect } from "../delimited.ts";
import type { Input } from "../input.ts";
import type { DelimitedRows } from "./delimitedRows.ts";
import { PlainRows } from "./plainRows.ts";
import type { TableRows } from "./tableRows.ts";

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
  let bytesRead = 0;

  for await (const chunk of input.chunks()) {
    let start = 0;
    if (pending.length > 0) {
      start = chunk.indexOf(NEWLINE) + 1;
      const broken = Buffer.concat([pending, start > 0 ? chunk.subarray(0, start) : chunk]);
      if (start === 0) {
        pending = broken;
        if (pending.length > MAX_ROW_LENGTH) return giveBack(pending);
        continue;
      }
      const odd = await readLines(broken);
      if (odd) return giveBack(odd, chunk.subarray(start));
    }
    const end = Math.max(start, chunk.lastIndexOf(NEWLINE) + 1);
    pending = chunk.subarray(end);
    const odd = await readLines(chunk.subarray(start, end));
    if (odd) return giveBack(odd, pending);
    if (bytesRead === 0 && rows.table) await reserve(rows.table, end);
    bytesRead += chunk.length;
  }
  return giveBack(pending);

  /** @returns what is left of whole lines from the first on that is too odd */
  async function readLines(lines: Buffer): Promise<Buffer | undefined> {
    if (!isUtf8(lines)) return lines;
    let at = 0;
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
      if (!cells || quoted > MAX_QUOTED || text.includes("\0")) return lines.subarray(at);
      const rowLine = line++;
      rows.add(cells, () => rowLine);
      at = end + 1;
      if (rows.table?.holdsNumbersOnly) {
        plain ??= new PlainRows(dialect.delimiter, decimal, rows, ROWS_AT_ONCE);
      }
    }
    return undefined;
  }

  /** Makes room for the rows that the input will have if all are as long as the first. */
  async function reserve(table: TableRows, byteCount: number): Promise<void> {
    const rowsPerByte = (line - firstLine) / byteCount;
    table.reserve(Math.ceil(1.02 * rowsPerByte * (await input.byteCount())));
  }

  function giveBack(...rest: Buffer[]): number {
    for (const bytes of rest.reverse()) if (bytes.length > 0) input.unread(bytes);
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
