import { momentsOfRows } from "../../core/moments.ts";
import { inGroup, option, type AnyGiven } from "../../core/options/table.ts";
import { fileName } from "../../core/options/texts.ts";
import { writeResult, QUIET } from "../output.ts";
import { loadData } from "../sources/document.ts";
import { EXPLAIN_SQL, explainsSql } from "../sources/explainSql.ts";
import { resolveSources, SOURCE_OPTIONS } from "../sources/sources.ts";
import { printLine } from "../terminal.ts";
import type { CommandSpec } from "./command.ts";

/** A text that is written to a file of any name. */
export const TEXT_OUTPUT = {
  ...inGroup("Output", { out: option(fileName, "a file; - is stdout", { default: "-" }) }),
  ...QUIET,
};

const MOMENTS_OPTIONS = { ...SOURCE_OPTIONS, ...EXPLAIN_SQL, ...TEXT_OUTPUT };
const { data, dataFormat, features, target, missing, maxRows } = SOURCE_OPTIONS;
const { table, sql, engine, dialect, engineMemory, engineTimeout, moments: files } = SOURCE_OPTIONS;

/** `loss-landscape moments`: a table's moments as a file, from rows, an engine or other moments. */
export const moments: CommandSpec = {
  summary: "write a table's moments, enough for its mse landscapes; several are merged",
  options: {
    ...{ data, dataFormat, features, target, missing, maxRows },
    ...{ table, sql, engine, dialect, engineMemory, engineTimeout, moments: files },
    ...EXPLAIN_SQL,
    ...TEXT_OUTPUT,
  },
  run,
  examples: `  loss-landscape moments --data north.csv --target price --out north.json
  loss-landscape moments --engine 'psql -d air' --table flights --target delay --out air.json
  loss-landscape moments --moments north.json south.json --out both.json`,
};

async function run(given: AnyGiven): Promise<void> {
  const options = resolveSources(MOMENTS_OPTIONS, given);
  const { out, quiet } = options;
  if (await explainsSql(given, options)) return;
  const loaded = await loadData(options, (note) => quiet || printLine(`note: ${note}`));
  const found = "moments" in loaded.data ? loaded.data.moments : momentsOfRows(loaded.data);
  await loaded.close?.();
  const { momentsText } = await import("../../io/momentsDocument.ts");
  await writeResult(out, [momentsText(found)]);
}
