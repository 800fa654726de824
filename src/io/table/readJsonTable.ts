import { InputError } from "../../core/errors.ts";
import { MAX_BYTES, type Input } from "../input.ts";
import { JsonReader } from "../json/jsonReader.ts";
import { isObject, quoteJson, type JsonObject, type JsonValue } from "../json/jsonValue.ts";
import type { TableOptions } from "./tableOptions.ts";
import type { Cell } from "./tableColumns.ts";
import type { TableRows } from "./tableRows.ts";
import { TableStart } from "./tableStart.ts";

/** In one row. */
const MAX_NUMBERS = 1_000_000;

/**
 * Rows as JSON objects: an array of them, or one a line (NDJSON). The first
 * names the columns; a key that a later one lacks is a missing value.
 */
export async function readJsonTable(
  input: Input,
  format: "json" | "ndjson",
  options: TableOptions,
): Promise<TableRows> {
  const reader = new JsonReader(await input.bytes(MAX_BYTES), input.name, MAX_NUMBERS);
  if (reader.atEnd()) throw new InputError(`${input.name}: the file is empty`);
  if (format === "json") reader.enterArray();
  const hasNext = (isFirst: boolean) =>
    format === "json" ? reader.nextElement(isFirst) : reader.nextLine(isFirst);
  let table: TableStart | undefined;
  let header: string[] = [];
  for (let isFirst = true; hasNext(isFirst); isFirst = false) {
    const position = reader.position;
    const place = () => `${input.name}:${reader.lineAt(position)}`;
    const row = reader.value();
    if (!isObject(row)) {
      throw new InputError(`${place()}: ${quoteJson(row)}, expected an object for each row`);
    }
    if (!table) {
      header = Object.keys(row);
      table = new TableStart(input.name, options, header, place(), ".");
    }
    table.add(
      (column) => cellOf(row, header[column]),
      () => reader.lineAt(position),
    );
  }
  if (format === "json") reader.expectEnd();
  if (!table) throw new InputError(`${input.name}: no rows`);
  return table.end();
}

/** Truth is a word; what else is no number and no text is shown as JSON. */
function cellOf(row: JsonObject, name: string): Cell {
  const cell: JsonValue = Object.hasOwn(row, name) ? row[name] : null;
  if (typeof cell === "number" || typeof cell === "string") return cell;
  if (cell === null) return "";
  return quoteJson(cell);
}
