import { flag, inGroup, type AnyGiven } from "../../core/options/table.ts";
import { writeResult, QUIET } from "../output.ts";
import { descriptionJson } from "../describe/descriptionJson.ts";
import { descriptionTable } from "../describe/descriptionTable.ts";
import { loadDocument } from "../sources/document.ts";
import { showProgress, outputWidth, printLine } from "../terminal.ts";
import { resolveSources, SOURCE_OPTIONS } from "../sources/sources.ts";
import { EXPLAIN_SQL, explainsSql } from "../sources/explainSql.ts";
import type { CommandSpec } from "./command.ts";

const DESCRIBE_OPTIONS = {
  ...SOURCE_OPTIONS,
  ...EXPLAIN_SQL,
  ...inGroup("Output", { json: flag("all numbers, as JSON") }),
  ...QUIET,
};

/** `loss-landscape describe`: what the landscapes mean, as a table or as JSON. */
export const describe: CommandSpec = {
  summary: "say what the landscapes mean: optimum, curvature, steps needed",
  options: DESCRIBE_OPTIONS,
  run,
  examples: `  loss-landscape describe
  loss-landscape describe --data houses.csv --target price --intercept --axes rooms,intercept
  loss-landscape describe --json | jq '.panels[].conditionNumber'`,
};

async function run(given: AnyGiven): Promise<void> {
  const options = resolveSources(DESCRIBE_OPTIONS, given);
  if (await explainsSql(given, options)) return;
  const { json, quiet } = options;
  const progress = await showProgress(quiet);
  const document = await loadDocument(options, {
    onNote: (note) => quiet || printLine(`note: ${note}`),
    onProgress: progress.update,
  }).finally(progress.end);
  const text = json
    ? descriptionJson(document)
    : descriptionTable(document.panels, await outputWidth());
  await writeResult("-", [text]);
}
