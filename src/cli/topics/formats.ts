import { IMAGE_FORMATS } from "../../render/formats/imageFormats.ts";
import { GRID_READERS } from "../../io/gridReaders/gridReaders.ts";
import { GRID_WRITERS } from "../../io/gridWriters/gridWriters.ts";
import { TABLE_FORMATS } from "../../io/tableFormats/tableFormats.ts";
import { WEIGHTS_FORMATS } from "../../io/weights/openWeights.ts";
import type { Topic } from "./topic.ts";

/** What is read and written, from the registries that do it. */
export const formats: Topic = {
  text: () => `Read

  tables (--data)
${endingsOf(TABLE_FORMATS)}
    The same packed by gzip (.gz). Semicolons with decimal commas, tabs, bars, a byte-order mark and
    Excel's line sep=; are found out; --delimiter and --decimal say otherwise.
    By DuckDB (npm install @duckdb/node-api): .parquet, .duckdb, globs, --sql.
    By a client (--engine): whatever psql, mysql, sqlite3, clickhouse-client, … hold.

  surfaces (--from), told apart by their content
${Object.values(GRID_READERS)
  .map(({ label }) => `    ${label}`)
  .join("\n")}
    A Plotly figure of surfaces is read as a grid document.

  trajectories (--path)
    CSV, NDJSON, JSON or NPZ with x, y and, if there, loss and step

  weights (directions)
${WEIGHTS_FORMATS.map(({ name, extension }) => line(name, extension)).join("\n")}

Written

  pictures (render --out)
${endingsOf(IMAGE_FORMATS)}

  landscapes as numbers (grid --out, evaluate --out)
${endingsOf(GRID_WRITERS)}

  moments (moments --out)
${line("json", "")}
`,
};

function endingsOf(registry: Readonly<Record<string, { extensions: readonly string[] }>>): string {
  return Object.entries(registry)
    .map(([name, { extensions }]) => line(name, extensions.join(" ")))
    .join("\n");
}

function line(name: string, endings: string): string {
  return `    ${name.padEnd(12)}${endings}`.trimEnd();
}
