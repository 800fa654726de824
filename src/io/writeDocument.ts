import type { LandscapeDocument } from "../core/landscape.ts";
import { jsonGridChunks } from "./grid/writeJsonGrid.ts";

export const DOCUMENT_FORMATS = ["json", "csv", "npz"] as const;
export type DocumentFormat = (typeof DOCUMENT_FORMATS)[number];

const CHUNK_LENGTH = 1 << 16;

/**
 * The document's bytes in pieces of about 64 KB, made as they are asked for:
 * JSON; CSV in long form; or an NPZ archive. All keep every double as it is.
 */
export async function* documentChunks(
  document: LandscapeDocument,
  format: DocumentFormat,
): AsyncGenerator<string | Uint8Array> {
  switch (format) {
    case "json":
      return yield* joined(jsonGridChunks(document));
    case "csv":
      return yield* joined((await import("./grid/writeCsvGrid.ts")).csvGridChunks(document));
    case "npz":
      return yield* (await import("./grid/writeNpzGrid.ts")).npzGridChunks(document);
  }
}

function* joined(pieces: Iterable<string>): Generator<string> {
  let chunk = "";
  for (const piece of pieces) {
    chunk += piece;
    if (chunk.length < CHUNK_LENGTH) continue;
    yield chunk;
    chunk = "";
  }
  if (chunk) yield chunk;
}
