import { chosenMoments, mergeMoments } from "../../core/moments.ts";
import { summaryOfMoments, type TableSummary } from "../../core/tableSummary.ts";
import type { Dataset } from "../../core/dataset.ts";
import { lossOf } from "../../core/losses/losses.ts";
import { scalerOf } from "../../core/scalers/scalers.ts";
import { showProgress } from "../terminal.ts";
import type { SourceOptions } from "./sources.ts";

export interface LoadedMoments {
  data: Dataset | TableSummary;
  /** Ends the engine, which answers until then for the losses that need rows. */
  close?: () => Promise<void>;
}

/** The moments of a table: from files, or by the engine that holds it; its rows where they are few and needed. */
export async function loadMoments(
  options: SourceOptions,
  onNote: (note: string) => void,
): Promise<LoadedMoments> {
  const { moments, features, target } = options;
  if (!moments) return loadFromEngine(options, onNote);
  const { readMomentsFile } = await import("../../io/momentsDocument.ts");
  const all = await Promise.all(moments.map(readMomentsFile));
  const chosen = chosenMoments(all.reduce(mergeMoments), features, target);
  return { data: summaryOfMoments(chosen) };
}

async function loadFromEngine(
  options: SourceOptions,
  onNote: (note: string) => void,
): Promise<LoadedMoments> {
  const [{ openEngine }, { readMoments }] = await Promise.all([
    import("../../io/engine/openEngine.ts"),
    import("../../io/engine/momentsOfEngine.ts"),
  ]);
  const { data, engineMemory, engineTimeout, features, target, missing } = options;
  const needsQuartiles = options.scalers.some((name) => scalerOf(name).needsQuartiles);
  const needsRows = options.loss.some((name) => lossOf(name).shape !== "quadratic");
  const progress = await showProgress(false);
  const { engine, relation, place } = await openEngine({
    ...options,
    memory: engineMemory,
    timeout: engineTimeout,
    files: data === undefined ? [] : [data],
    onProgress: progress.update,
  });
  try {
    const chosen = { features, target, missing, needsQuartiles, needsRows };
    const { summary, dataset, dropped, leftOut } = await readMoments(
      engine,
      relation,
      chosen,
      place,
    );
    if (dropped > 0) onNote(`${place}: ${dropped} ${dropped === 1 ? "row" : "rows"} left out`);
    if (leftOut.length > 0) onNote(`${place}: no numbers, left out: ${leftOut.join(", ")}`);
    progress.end();
    return { data: dataset ?? summary, close: () => engine.close() };
  } catch (error) {
    progress.end();
    await engine.close();
    throw error;
  }
}
