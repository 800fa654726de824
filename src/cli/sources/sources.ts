import {
  checkLandscapeOptions,
  DESCENT_DETAILS,
  LANDSCAPE_OPTIONS,
} from "../../core/landscapeOptions.ts";
import {
  inGroup,
  option,
  usual,
  resolveOptions,
  type AnyGiven,
  type OptionsOf,
  type OptionTable,
} from "../../core/options/table.ts";
import { fileName, fileNames, namesOf } from "../../core/options/texts.ts";
import { InputError, option as named } from "../../core/errors.ts";
import { DESCENT_METHODS } from "../../core/descent/methods/methods.ts";
import { checkSyntheticOptions, SYNTHETIC_OPTIONS } from "../../core/syntheticData.ts";
import { LOSSES, lossOf } from "../../core/losses/losses.ts";
import { anyOf, shown } from "../../core/wording.ts";
import { ENGINE_OPTIONS, isSynthetic, refuseForEngine } from "./engineSource.ts";
import { READING_OPTIONS } from "../../io/readLandscapes.ts";
import { TABLE_OPTIONS } from "../../io/readTable.ts";
import { TABLE_FORMATS } from "../../io/tableFormats/tableFormats.ts";
import type { InputSource } from "../../io/input.ts";

const FILES = inGroup("Data", {
  data: usual(
    option(fileName, "a table instead: CSV, TSV, JSON, NDJSON, Parquet, a database; - is stdin"),
  ),
  from: usual(option(fileNames, "grid documents instead of computing; - is stdin")),
  path: usual(
    option(fileNames, "trajectories x,y[,loss][,step] on all panels; 2:LABEL=FILE on the second", {
      argument: "[LABEL=]FILE",
    }),
  ),
});

/** Where landscapes come from: synthetic data, a table, or grid documents; and what is made of them. */
export const SOURCE_OPTIONS = {
  ...SYNTHETIC_OPTIONS,
  data: FILES.data,
  ...TABLE_OPTIONS,
  ...ENGINE_OPTIONS,
  from: FILES.from,
  path: FILES.path,
  ...READING_OPTIONS,
  ...LANDSCAPE_OPTIONS,
};
export type SourceOptions = OptionsOf<typeof SOURCE_OPTIONS>;

/** Options that make landscapes: with finished ones they say nothing. */
const MAKING = namesOf({
  ...SYNTHETIC_OPTIONS,
  data: FILES.data,
  ...TABLE_OPTIONS,
  ...ENGINE_OPTIONS,
  ...LANDSCAPE_OPTIONS,
}).filter((key) => key !== "explain" && key !== "maxPoints");

/**
 * The options of a command that needs landscapes, checked among one another and
 * with their defaults in.
 *
 * @param table `SOURCE_OPTIONS` and what the command has beside them
 * @throws InputError where an option is wrong, or says nothing beside another
 */
export function resolveSources<Table extends OptionTable & typeof SOURCE_OPTIONS>(
  table: Table,
  given: AnyGiven,
): OptionsOf<Table> & SourceOptions {
  const options = resolveOptions(table, given, { hasUsualWindow: isSynthetic(given) });
  const sources: SourceOptions = resolveOptions(SOURCE_OPTIONS, options);
  refuseConflicts(given, sources);
  if (!sources.from) {
    checkLandscapeOptions(sources);
    if (isSynthetic(given)) checkSyntheticOptions(sources);
  }
  return options as OptionsOf<Table> & SourceOptions;
}

/** Refuses options that say nothing together, so that none is ignored silently. */
function refuseConflicts(given: AnyGiven, options: SourceOptions): void {
  const firstOf = (keys: readonly string[]) => keys.find((key) => given[key] !== undefined);
  if (options.from) {
    const making = firstOf(MAKING);
    if (making) {
      throw InputError.of`${named(making)}: cannot be combined with ${named("from")}, which reads finished grids`;
    }
    if (options.from.filter((file) => file === "-").length > 1) {
      throw InputError.of`${named("from")} -: expected standard input once`;
    }
    return;
  }
  if (given.surface !== undefined) throw InputError.of`${named("surface")}: needs ${named("from")}`;
  refuseForEngine(given, options);
  if (!isSynthetic(given)) refuseForTable(given, options);
  else {
    const ofTables = firstOf(Object.keys(TABLE_OPTIONS));
    if (ofTables) throw InputError.of`${named(ofTables)}: needs ${named("data")}`;
  }
  if (given.delta !== undefined && !options.loss.some((name) => lossOf(name).usesDelta)) {
    throw InputError.of`${named("delta")}: needs ${named("loss", anyOf(namesOf(LOSSES).filter((name) => lossOf(name).usesDelta)))}`;
  }
  const range = firstOf(["w1", "w2"]);
  if (range && options.window === "auto") {
    throw InputError.of`${named(range)}: names a window, and ${named("window", "auto")} another (${named("resolution")} sets its points)`;
  }
  const detail = firstOf(DESCENT_DETAILS);
  if (detail && options.descent.length === 0) {
    throw InputError.of`${named(detail)}: needs ${named("descent", anyOf(namesOf(DESCENT_METHODS)))}`;
  }
}

function refuseForTable(given: AnyGiven, options: SourceOptions): void {
  const { data, target } = options;
  const ofSynthetic = Object.keys(SYNTHETIC_OPTIONS).find((key) => given[key] !== undefined);
  if (ofSynthetic) {
    const table = data === undefined ? "a table on an engine or moments" : named("data");
    throw InputError.of`${named(ofSynthetic)}: makes synthetic data and cannot be combined with ${table}`;
  }
  if (data === "-" && !options.dataFormat) {
    throw InputError.of`${named("data")} -: needs ${named("dataFormat", anyOf(namesOf(TABLE_FORMATS)))}`;
  }
  if (target !== undefined && options.features?.includes(target)) {
    throw InputError.of`${named("target")} ${shown(target)}: expected a column that is not a feature`;
  }
  const [only, other] = given.w1 === undefined ? ["w2", "w1"] : ["w1", "w2"];
  if (given[only] !== undefined && given[other] === undefined && given.window === undefined) {
    throw InputError.of`${named(only)}: with ${named("data")} needs ${named(other)} too`;
  }
}

/** What a command line names: a file; `-` is standard input. */
export function inputSource(file: string): InputSource {
  return file === "-" ? { name: "standard input", stream: process.stdin } : { path: file };
}
