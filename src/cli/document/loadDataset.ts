import type { Dataset } from "../../core/dataset.ts";
import type { TableSummary } from "../../core/moments/tableSummary.ts";
import { createRandomStream } from "../../core/random/randomStream.ts";
import { makeSyntheticData } from "../../core/syntheticData.ts";
import type { Computation, SyntheticSource, TableSource } from "../spec/computation.ts";
import { inputSource } from "./inputSource.ts";

export interface LoadedDataset {
  data: Dataset | TableSummary;
  /** Of the table's bytes, in hexadecimal. */
  sha256?: string;
}

/**
 * @param needsQuartiles a scaler needs them
 * @param onNote told how many rows were dropped, where some were
 */
export async function loadDataset(
  source: Computation["source"],
  needsQuartiles: boolean,
  onNote: (note: string) => void,
): Promise<LoadedDataset> {
  if ("table" in source) return loadTable(source.table, onNote);
  if ("synthetic" in source) return { data: await synthesize(source.synthetic) };
  const { loadFromEngine, loadMomentsFiles } = await import("./loadMoments.ts");
  return "moments" in source
    ? { data: await loadMomentsFiles(source.moments) }
    : { data: await loadFromEngine(source.engine, needsQuartiles, onNote) };
}

async function synthesize(source: SyntheticSource): Promise<Dataset> {
  return makeSyntheticData(source, await createRandomStream(source.rng, source.seed));
}

async function loadTable(
  { file, ...options }: TableSource,
  onNote: (note: string) => void,
): Promise<LoadedDataset> {
  const { readTable } = await import("../../io/readTable.ts");
  const { dataset, dropped, sha256 } = await readTable(inputSource(file), options);
  if (dropped > 0) onNote(`${file}: ${dropped} ${dropped === 1 ? "row" : "rows"} left out`);
  return { data: dataset, sha256 };
}
