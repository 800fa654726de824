import { quoted } from "../../core/wording.ts";
import Papa from "papaparse";
import { EngineError, type Answer } from "./engine.ts";

/**
 * A client's output as a table.
 *
 * @param format of the client's preset; found out where there is none
 * @param expected the names that the first line must hold; any where not given
 * @throws EngineError where it holds something else than the answer
 */
export function parseAnswer(
  text: string,
  format: "csv" | "tsv" | undefined,
  expected: string[] | undefined,
  name: string,
): Answer {
  const body = text.replace(/^\ufeff/, "").replace(/\r\n/g, "\n");
  const isTabbed = format ? format === "tsv" : body.split("\n", 1)[0].includes("\t");
  const lines = isTabbed ? tabbed(body) : commas(body);
  const columns = lines[0] ?? [];
  if (expected) {
    const isHeader = (line: string[]) =>
      line.length === expected.length &&
      line.every((column, k) => column.toLowerCase() === expected[k].toLowerCase());
    if (lines.length === 0) throw new EngineError(`${name}: it answered nothing`);
    if (!isHeader(columns)) {
      if (lines.slice(1).some(isHeader)) {
        const banner = quoted(columns.join(","));
        throw new EngineError(`${name}: it prints ${banner} before its answer; make it quiet`);
      }
      const found = quoted(columns.join(", "));
      const wanted = quoted(expected.join(", "));
      throw new EngineError(`${name}: it answered other columns: ${found}, expected ${wanted}`);
    }
  }
  const rows = lines.slice(1).map((line) => {
    if (line.length !== columns.length) {
      throw new EngineError(
        `${name}: a line of its answer has ${line.length} values, expected ${columns.length}`,
      );
    }
    return line.map((cell) => (isNull(cell, isTabbed) ? null : cell));
  });
  return { columns, rows };
}

function commas(body: string): string[][] {
  const { data } = Papa.parse<string[]>(body, { skipEmptyLines: true, delimiter: "," });
  return data;
}

function tabbed(body: string): string[][] {
  return body
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => line.split("\t"));
}

function isNull(cell: string, isTabbed: boolean): boolean {
  return cell === "" || cell === "\\N" || (isTabbed && cell === "NULL");
}
