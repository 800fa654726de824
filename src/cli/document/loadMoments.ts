import { chosenMoments, mergeMoments } from "../../core/moments/moments.ts";
import { summaryOfMoments, type TableSummary } from "../../core/moments/tableSummary.ts";
import { showProgress } from "../progress.ts";
import type { EngineTable, MomentsSource } from "../spec/engineSource.ts";

/** The moments of a table, by the engine that holds it. */
export async function loadFromEngine(
  source: EngineTable,
  needsQuartiles: boolean,
  onNote: (note: string) => void,
): Promise<TableSummary> {
  const [{ openEngine }, { readMoments }] = await Promise.all([
    import("../../io/engine/openEngine.ts"),
    import("../../io/engine/momentsOfEngine.ts"),
  ]);
  const { file, features, target, missing } = source;
  const progress = await showProgress(false);
  const { engine, relation, place } = await openEngine({
    ...source,
    files: file === undefined ? [] : [file],
    onProgress: progress.update,
  });
  try {
    const options = { features, target, missing, needsQuartiles };
    const { summary, dropped, leftOut } = await readMoments(engine, relation, options, place);
    if (dropped > 0) onNote(`${place}: ${dropped} ${dropped === 1 ? "row" : "rows"} left out`);
    if (leftOut.length > 0) onNote(`${place}: no numbers, left out: ${leftOut.join(", ")}`);
    return summary;
  } finally {
    progress.end();
    await engine.close();
  }
}

/** Moments from files, merged. */
export async function loadMomentsFiles(source: MomentsSource): Promise<TableSummary> {
  const { readMomentsFile } = await import("../../io/momentsDocument.ts");
  const all = await Promise.all(source.files.map(readMomentsFile));
  return summaryOfMoments(chosenMoments(all.reduce(mergeMoments), source.features, source.target));
}
