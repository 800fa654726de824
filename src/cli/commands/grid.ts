import { inGroup, option, type AnyGiven } from "../../core/options/table.ts";
import { choiceOf, namesOf } from "../../core/options/texts.ts";
import { anyOf } from "../../core/wording.ts";
import { documentChunks, GRID_WRITERS } from "../../io/gridWriters/gridWriters.ts";
import { writeResult, outputFormat, outputOptions } from "../output.ts";
import { loadDocument } from "../sources/document.ts";
import { showProgress, printLine } from "../terminal.ts";
import { resolveSources, SOURCE_OPTIONS } from "../sources/sources.ts";
import { EXPLAIN_SQL, explainsSql } from "../sources/explainSql.ts";
import type { CommandSpec } from "./command.ts";

/** Where a grid document goes. */
export const GRID_OUTPUT = {
  ...inGroup("Output", {
    format: option(choiceOf(GRID_WRITERS), anyOf(namesOf(GRID_WRITERS)), {
      without: "by the file's name, or json",
    }),
  }),
  ...outputOptions(GRID_WRITERS),
};

const GRID_OPTIONS = { ...SOURCE_OPTIONS, ...EXPLAIN_SQL, ...GRID_OUTPUT };

/** `loss-landscape grid`: writes the landscapes as numbers. */
export const grid: CommandSpec = {
  summary: `write the landscapes as numbers: ${anyOf(namesOf(GRID_WRITERS))}`,
  options: GRID_OPTIONS,
  run,
  examples: `  loss-landscape grid > grids.json
  loss-landscape grid --scalers none,robust --format csv | head
  loss-landscape grid --resolution 500 --out grids.npz
  loss-landscape grid --from surface.h5 --out surface.json`,
};

async function run(given: AnyGiven): Promise<void> {
  const format = outputFormat(given, GRID_WRITERS, "json");
  const options = resolveSources(GRID_OPTIONS, given);
  if (await explainsSql(given, options)) return;
  const progress = await showProgress(options.quiet);
  const document = await loadDocument(options, {
    onNote: (note) => options.quiet || printLine(`note: ${note}`),
    onProgress: progress.update,
  }).finally(progress.end);
  await writeResult(options.out, documentChunks(document, format));
}
