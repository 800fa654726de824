import type { Dataset } from "../../core/dataset.ts";
import { createRandomStream } from "../../core/random/randomStream.ts";
import { makeSyntheticData } from "../../core/syntheticData.ts";
import type { Computation, SyntheticSource, TableSource } from "../spec/computation.ts";
import { inputSource } from "./inputSource.ts";

export interface LoadedDataset {
  dataset: Dataset;
  /** Of the table's bytes, in hexadecimal. */
  sha256?: string;
}

/** @param onNote told how many rows were dropped, where some were */
export async function loadDataset(
  source: Computation["source"],
  onNote: (note: string) => void,
): Promise<LoadedDataset> {
  return "table" in source
    ? loadTable(source.table, onNote)
    : { dataset: await synthesize(source.synthetic) };
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
  return { dataset, sha256 };
}
