import type { Input } from "../input.ts";

/** How a text is cut into rows and cells. */
export interface Dialect {
  delimiter: string;
  newline: "\n" | "\r";
}

const SNIFFED_BYTES = 1 << 16;

/**
 * Where the first line has no comma, a file with commas for delimiters may as well use semicolons or
 * tabs. A line end `\r\n` counts as `\n` with a space before it.
 */
export async function sniffDialect(input: Input, delimiter: "," | "\t"): Promise<Dialect> {
  const start = (await input.peek(SNIFFED_BYTES)).toString("latin1", 0, SNIFFED_BYTES);
  return {
    delimiter: delimiter === "," ? sniffDelimiter(start) : delimiter,
    newline: start.includes("\r") && !start.includes("\n") ? "\r" : "\n",
  };
}

function sniffDelimiter(start: string): string {
  const firstLine = /^.*/.exec(start)?.[0] ?? "";
  if (firstLine.includes(",")) return ",";
  return firstLine.includes(";") ? ";" : firstLine.includes("\t") ? "\t" : ",";
}
