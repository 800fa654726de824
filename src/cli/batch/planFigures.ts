import { realpathSync } from "node:fs";
import { failureMessage } from "../failure.ts";
import { InputError } from "../../core/errors.ts";
import type { Shard } from "../options/parseShard.ts";
import { IMAGE_FORMATS } from "../../render/formats/imageFormats.ts";
import { shown } from "../options/shown.ts";
import { partsOfPath } from "../document/givenPaths.ts";
import { outputFormat } from "../outputFormat.ts";
import { containedPath } from "./containedPath.ts";
import type { DrawTask } from "./drawEntry.ts";
import { entryOptions } from "./entryOptions.ts";
import type { Entry } from "./expandManifest.ts";

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

/** Every N-th figure, so that the shards together are the whole. */
export function ofShard<Item>(items: Item[], shard: Shard | undefined): Item[] {
  return shard ? items.filter((_, index) => index % shard.count === shard.index - 1) : items;
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

function planEntry(entry: Entry, out: string, options: PlanOptions): PlannedFigure["plan"] {
  if (out === "-" || out.includes("\0")) throw new InputError("out: expected a file name");
  const { manifestFolder, outFolder, allowOutside, skipUnchanged } = options;
  const given = entryOptions(entry.options);
  const format = outputFormat(out, given.format, IMAGE_FORMATS, "png");
  const path = containedPath(outFolder, out, allowOutside);
  if (given.data === "-") throw new InputError("data -: expected a file name");
  const paths = (given.path ?? []).map((text) => partsOfPath(text).file);
  const table = given.data === undefined ? [] : [given.data];
  for (const file of [...(given.from ?? []), ...paths, ...table]) {
    containedPath(manifestFolder, file, allowOutside);
  }
  return { path, task: { given, format, existing: skipUnchanged ? path : undefined } };
}

/** Two names of one existing file are one; case counts, as it does on Linux. */
function canonical(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return path;
  }
}
