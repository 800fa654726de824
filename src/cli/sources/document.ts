import { computeLandscapes } from "../../threads/computeLandscapes.ts";
import type { LandscapeDocument } from "../../core/landscape.ts";
import { recordLandscapeOptions } from "../../core/landscapeOptions.ts";
import { recordOptions } from "../../core/options/table.ts";
import { makeSyntheticData, recordSyntheticOptions } from "../../core/syntheticData.ts";
import { readLandscapeDocument } from "../../io/readLandscapes.ts";
import { readTable, TABLE_OPTIONS } from "../../io/readTable.ts";
import { isSynthetic, usesEngine } from "./engineSource.ts";
import { withColormaps } from "../../render/colors/defaultColormaps.ts";
import { GENERATOR } from "../generator.ts";
import { digestsOf, isRecipe, withFiles } from "./inputFiles.ts";
import { inputSource, type SourceOptions } from "./sources.ts";
import { landscapeNotes } from "../messages/landscapeNotes.ts";
import type { LoadedMoments } from "./loadMoments.ts";

interface Loading {
  onNote: (note: string) => void;
  onProgress?: (fraction: number) => void;
}

/**
 * The landscapes that the options ask for, computed or read with `from`.
 *
 * @throws InputError where a table or a document is wrong
 */
export async function loadDocument(
  options: SourceOptions,
  loading: Loading,
): Promise<LandscapeDocument> {
  const document = options.from
    ? await readDocument(options.from, options)
    : await computeDocument(options, loading);
  const panels = withColormaps(document.panels);
  landscapeNotes(panels).forEach(loading.onNote);
  if (!options.path) return { ...document, panels };
  const { addPaths, partsOfPath } = await import("./givenPaths.ts");
  const files = await digestsOf(options.path.map((text) => partsOfPath(text).file));
  return {
    ...document,
    spec: withFiles(document.spec, "path", options.path, files),
    panels: await addPaths(panels, options.path, loading.onNote),
  };
}

/**
 * The options that made the landscapes as plain JSON, under the names that a
 * manifest gives them.
 *
 * @param tableDigest sha256 of the table, where there is one
 */
export async function specRecord(
  options: SourceOptions,
  tableDigest?: string,
): Promise<Record<string, unknown>> {
  const { moments } = options;
  return {
    ...dataRecord(options, tableDigest),
    ...recordLandscapeOptions(options),
    ...(moments && { files: await digestsOf(moments) }),
  };
}

function dataRecord(options: SourceOptions, sha256?: string): Record<string, unknown> {
  const { data, moments, features, target } = options;
  if (isSynthetic(options)) return recordSyntheticOptions(options);
  if (moments) return { moments, features, target };
  if (usesEngine(options)) {
    // A client's arguments may hold what is nobody's business: they are not recorded.
    const { table, sql, dialect, missing } = options;
    const engine = options.engine === "duckdb" ? { engine: "duckdb" } : {};
    return { data, table, sql, ...engine, dialect, features, target, missing };
  }
  const table = { ...recordOptions(TABLE_OPTIONS, options), maxRows: undefined };
  return { data, sha256, ...table };
}

async function readDocument(files: string[], options: SourceOptions): Promise<LandscapeDocument> {
  const { document, sha256 } = await readLandscapeDocument(
    files.map(inputSource),
    options,
    GENERATOR,
  );
  if (isRecipe(document.spec)) return document;
  const { surface } = options;
  const digests = Object.fromEntries(files.map((file, k) => [file, sha256[k]]));
  return { ...document, spec: withFiles({ ...document.spec, surface }, "from", files, digests) };
}

async function computeDocument(
  options: SourceOptions,
  { onNote, onProgress }: Loading,
): Promise<LandscapeDocument> {
  const { data, sha256, close } = await loadData(options, onNote);
  try {
    return {
      generator: GENERATOR,
      spec: await specRecord(options, sha256),
      panels: await computeLandscapes(data, options, onProgress),
    };
  } finally {
    await close?.();
  }
}

/**
 * @returns rows, or a table's moments; the digest of the table's bytes, in hexadecimal; and what ends
 * the engine that the table may stay on
 */
export async function loadData(
  options: SourceOptions,
  onNote: (note: string) => void,
): Promise<LoadedMoments & { sha256?: string }> {
  const { data: file } = options;
  if (isSynthetic(options)) return { data: await makeSyntheticData(options) };
  if (options.moments || usesEngine(options) || file === undefined) {
    const { loadMoments } = await import("./loadMoments.ts");
    return loadMoments(options, onNote);
  }
  const { dataset, dropped, leftOut, classes, sha256 } = await readTable(
    inputSource(file),
    options,
  );
  if (leftOut.length > 0) onNote(`${file}: columns left out: ${leftOut.join(", ")}`);
  if (dropped > 0) onNote(`${file}: ${dropped} ${dropped === 1 ? "row" : "rows"} left out`);
  if (classes) onNote(`${file}: ${dataset.targetName}: ${classes[0]} is 0, ${classes[1]} is 1`);
  return { data: dataset, sha256 };
}
