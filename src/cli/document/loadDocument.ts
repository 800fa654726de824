import { computeLandscapes } from "../../core/computeLandscapes.ts";
import type { LandscapeDocument } from "../../core/landscape.ts";
import { GENERATOR } from "../generator.ts";
import type { ComputingGiven, ReadingGiven } from "../options/computingOptions.ts";
import { DEFAULT_MOST_POINTS, resolveComputation, type Computation } from "../spec/computation.ts";
import { specRecord } from "../spec/specRecord.ts";
import { inputSource } from "./inputSource.ts";
import { landscapeNotes } from "./landscapeNotes.ts";
import { loadDataset } from "./loadDataset.ts";

export interface LoadOptions {
  /** `--explain` was given. */
  explain: boolean;
  onNote: (note: string) => void;
  onProgress?: (fraction: number) => void;
}

/**
 * The landscapes that the options ask for, computed or read with `--from`.
 *
 * @throws InputError where an option, a table or a document is wrong
 */
export async function loadDocument(
  given: ComputingGiven & ReadingGiven,
  options: LoadOptions,
): Promise<LandscapeDocument> {
  const computation = resolveComputation(given, options.explain);
  const document = given.from
    ? await readDocument(given.from, given)
    : await computeDocument(computation, options);
  landscapeNotes(document.panels).forEach(options.onNote);
  if (!given.path) return document;
  const { addPaths } = await import("./givenPaths.ts");
  return { ...document, panels: await addPaths(document.panels, given.path, options.onNote) };
}

async function readDocument(files: string[], given: ReadingGiven): Promise<LandscapeDocument> {
  const { readLandscapeDocument } = await import("../../io/readLandscapes.ts");
  const { document } = await readLandscapeDocument(files.map(inputSource), {
    surface: given.surface,
    maxPoints: given.maxPoints ?? DEFAULT_MOST_POINTS,
    generator: GENERATOR,
  });
  return document;
}

async function computeDocument(
  computation: Computation,
  { onNote, onProgress }: LoadOptions,
): Promise<LandscapeDocument> {
  const needsQuartiles = computation.landscape.scalers.includes("robust");
  const { data, sha256 } = await loadDataset(computation.source, needsQuartiles, onNote);
  return {
    generator: GENERATOR,
    spec: specRecord(computation, sha256),
    panels: await computeLandscapes(data, computation.landscape, onProgress),
  };
}
