import { DIALECT_NAMES } from "../../io/engine/dialects.ts";
import { files, value } from "./definition.ts";
import { choiceOf } from "./parseChoice.ts";
import { memorySize } from "./parseMemory.ts";
import { positiveNumber } from "./parseNumber.ts";
import { fileName, nonEmptyText } from "./parseText.ts";

/** Tables that an engine holds, and moments in place of rows. */
export const ENGINE_OPTIONS = {
  table: value("Data", "NAME", "the table of a database file or an engine", nonEmptyText),
  sql: value("Data", "QUERY", "a SELECT in its place", nonEmptyText),
  engine: value(
    "Data",
    "COMMAND",
    "what holds the table: duckdb, or a client as 'psql -d air'",
    nonEmptyText,
  ),
  dialect: value("Data", "NAME", `its SQL: ${DIALECT_NAMES.join(", ")}`, choiceOf(DIALECT_NAMES), {
    defaultText: "by the client's name",
    choices: DIALECT_NAMES,
  }),
  engineMemory: value("Data", "SIZE", "most memory of DuckDB", memorySize, {
    defaultText: "a quarter of the machine's",
  }),
  engineTimeout: value("Data", "SECONDS", "longest wait for a client's answer", positiveNumber, {
    defaultText: "3600",
  }),
  moments: files("Data", "FILE", "moments instead of rows; several are merged", fileName),
};
