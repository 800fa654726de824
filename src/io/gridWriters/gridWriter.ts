import type { LandscapeDocument } from "../../core/landscape.ts";

/** A format in which landscapes are written down. All keep every double as it is. */
export interface GridWriter {
  /** Endings of its files' names, the usual one first. */
  extensions: readonly [string, ...string[]];
  /** The document's text or bytes in pieces of any size, made as they are asked for. */
  pieces(
    document: LandscapeDocument,
  ): Iterable<string | Uint8Array> | AsyncIterable<string | Uint8Array>;
}
