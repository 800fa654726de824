import { InputError } from "../../core/errors.ts";
import {
  COMPUTING_OPTIONS,
  type ComputingGiven,
  type ReadingGiven,
} from "../options/computingOptions.ts";
import { flagOf } from "../options/definition.ts";
import { isSynthetic, refuseForEngine } from "./engineSource.ts";
import { shown } from "../options/shown.ts";

type Name = keyof ComputingGiven;
const SYNTHETIC_ONLY: Name[] = ["samples", "seed", "rng", "scales", "weights", "noise"];
const TABLE_ONLY: Name[] = ["dataFormat", "features", "target", "missing", "maxRows"];
const DESCENT_ONLY: Name[] = ["start", "rate", "steps", "tolerance"];

/**
 * Refuses options that say nothing together, so that none is ignored silently.
 *
 * @param explain `--explain` was given: it brings a descent of its own
 */
export function refuseConflicts(given: ComputingGiven & ReadingGiven, explain: boolean): void {
  if (given.from) {
    const [computing] = givenOf(given, Object.keys(COMPUTING_OPTIONS) as Name[]);
    if (computing) refuse(computing, "cannot be combined with --from, which reads finished grids");
    if (given.from.filter((file) => file === "-").length > 1) {
      throw new InputError("--from -: expected standard input once");
    }
    return;
  }
  if (given.surface !== undefined) throw new InputError("--surface: needs --from");
  refuseForEngine(given);
  if (!isSynthetic(given)) refuseForTable(given, given.data);
  else {
    const [table] = givenOf(given, TABLE_ONLY);
    if (table) refuse(table, "needs --data");
  }
  if (given.delta !== undefined && given.loss !== "huber") refuse("delta", "needs --loss huber");
  const [range] = givenOf(given, ["w1", "w2"]);
  if (range && given.window === "auto") {
    refuse(range, "names a window, and --window auto another (--resolution sets its points)");
  }
  const [descent] = givenOf(given, DESCENT_ONLY);
  if (descent && !given.descent && !explain) {
    refuse(descent, "needs --descent gd, momentum, nesterov or adam");
  }
}

function refuseForTable(given: ComputingGiven, file: string | undefined): void {
  const [synthetic] = givenOf(given, SYNTHETIC_ONLY);
  const table = file === undefined ? "a table on an engine or moments" : "--data";
  if (synthetic) refuse(synthetic, `makes synthetic data and cannot be combined with ${table}`);
  if (file === "-" && !given.dataFormat) {
    throw new InputError("--data -: needs --data-format csv, tsv, json or ndjson");
  }
  const { target } = given;
  if (target !== undefined && given.features?.includes(target)) {
    throw new InputError(`--target ${shown(target)}: expected a column that is not a feature`);
  }
  const onlyOne = given.w1 && !given.w2 ? "w1" : given.w2 && !given.w1 ? "w2" : undefined;
  if (onlyOne && !given.window) {
    refuse(onlyOne, `with --data needs ${onlyOne === "w1" ? "--w2" : "--w1"} too`);
  }
}

function givenOf(given: ComputingGiven, names: Name[]): Name[] {
  return names.filter((name) => given[name] !== undefined);
}

function refuse(name: Name, why: string): never {
  throw new InputError(`${flagOf(name)}: ${why}`);
}
