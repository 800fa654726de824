import { realpathSync } from "node:fs";
import { basename, dirname, isAbsolute, join, relative, resolve, sep } from "node:path";
import { InputError, option as named } from "../../core/errors.ts";
import {
  resolveOptions,
  unknownOption,
  wrongValue,
  type AnyGiven,
} from "../../core/options/table.ts";
import { shown } from "../../core/wording.ts";
import { errorCode } from "../../io/fileError.ts";
import { IMAGE_FORMATS } from "../../render/formats/imageFormats.ts";
import { failureMessage } from "../messages/failure.ts";
import { partsOfPath } from "../sources/givenPaths.ts";
import { outputFormat } from "../output.ts";
import { PICTURE_OPTIONS } from "../picture.ts";
import { resolveSources } from "../sources/sources.ts";
import type { DrawTask } from "./draw.ts";
import type { Entry, ManifestFigure } from "./manifest.ts";

/** A figure ready to be drawn, or what keeps it from being drawn. */
export interface PlannedFigure {
  /** Its file as the manifest names it, or its place there. */
  name: string;
  plan: { path: string; task: DrawTask } | { error: string };
}

interface PlanOptions {
  /** What `data` and `from` are relative to. */
  manifestFolder: string;
  /** What `out` is relative to. */
  outFolder: string;
  allowOutside: boolean;
  skipUnchanged: boolean;
}

/** Checks every figure before the first is drawn. Of two with one file the second is wrong. */
export function planFigures(entries: Entry[], options: PlanOptions): PlannedFigure[] {
  const owners = new Map<string, string>();
  return entries.map((entry) => {
    const figure = planFigure(entry, options);
    if ("path" in figure.plan) {
      const path = canonical(figure.plan.path);
      const owner = owners.get(path);
      if (owner !== undefined) {
        const error = `${shown(figure.name)} is the file of ${owner} already; a sweep needs its names in "out", as {seed}`;
        return { name: figure.name, plan: { error } };
      }
      owners.set(path, entry.place);
    }
    return figure;
  });
}

function planFigure(entry: Entry, options: PlanOptions): PlannedFigure {
  const name = entry.out ?? entry.place;
  try {
    if (entry.error) throw entry.error;
    return { name, plan: planEntry(entry, entry.out ?? "", options) };
  } catch (error) {
    if (error instanceof InputError) return { name, plan: { error: failureMessage(error) } };
    throw error;
  }
}

function planEntry(entry: Entry, out: string, plan: PlanOptions): PlannedFigure["plan"] {
  if (out === "-" || out.includes("\0")) throw new InputError("out: expected a file name");
  const { manifestFolder, outFolder, allowOutside, skipUnchanged } = plan;
  const options = givenOptions(entry.options);
  const given = { ...options, format: outputFormat({ ...options, out }, IMAGE_FORMATS, "png") };
  const { data, from = [], path: paths = [] } = resolveOptions(PICTURE_OPTIONS, given);
  const path = containedPath(outFolder, out, allowOutside);
  const files = [
    ...(data === undefined ? [] : [["data", data]]),
    ...from.map((file) => ["from", file]),
    ...paths.map((text) => ["path", partsOfPath(text).file]),
  ];
  for (const [key, file] of files) {
    if (file === "-") throw wrongValue(key, file, "a file name");
    containedPath(manifestFolder, file, allowOutside);
  }
  resolveSources(PICTURE_OPTIONS, given);
  return { path, task: { given, existing: skipUnchanged ? path : undefined } };
}

/** What an entry gives; `null` takes a default back. */
function givenOptions(options: ManifestFigure): AnyGiven {
  const unknown = Object.keys(options).find((key) => !Object.hasOwn(PICTURE_OPTIONS, key));
  if (unknown !== undefined) {
    throw unknownOption(unknown, [...Object.keys(PICTURE_OPTIONS), "out", "sweep"]);
  }
  return Object.fromEntries(Object.entries(options).filter(([, value]) => value !== null));
}

/** Two names of one existing file are one; case counts, as it does on Linux. */
function canonical(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return path;
  }
}

/**
 * A path of the manifest as an absolute one.
 *
 * @param folder what it is relative to, and has to stay in, symbolic links followed
 * @throws InputError where it leads outside and `allowOutside` is not set
 */
function containedPath(folder: string, path: string, allowOutside: boolean): string {
  const absolute = resolve(folder, path);
  if (allowOutside) return absolute;
  const inside = relative(realPath(resolve(folder)), realPath(absolute));
  if (inside === ".." || inside.startsWith(`..${sep}`) || isAbsolute(inside)) {
    throw InputError.of`${shown(path)}: leads out of the folder; ${named("allowOutside")} permits it`;
  }
  return absolute;
}

/** Links resolved as far as the path exists. */
function realPath(path: string): string {
  try {
    return realpathSync(path);
  } catch (error) {
    if (errorCode(error) !== "ENOENT" && errorCode(error) !== "ENOTDIR") {
      throw new InputError(`${shown(path)}: ${errorCode(error) ?? "not a path"}`);
    }
    const parent = dirname(path);
    return parent === path ? path : join(realPath(parent), basename(path));
  }
}
