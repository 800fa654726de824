import type { LandscapeDocument } from "../../core/landscape.ts";
import { readValue } from "../../core/options/table.ts";
import { choiceOf } from "../../core/options/texts.ts";
import { CSV } from "./csv.ts";
import type { GridWriter } from "./gridWriter.ts";
import { JSON_GRIDS } from "./json.ts";
import { NPZ } from "./npz.ts";

/** The formats in which a grid document can be written. */
export const GRID_WRITERS = { json: JSON_GRIDS, csv: CSV, npz: NPZ } satisfies Record<
  string,
  GridWriter
>;

export type GridWriterName = keyof typeof GRID_WRITERS;

const FORMAT = choiceOf(GRID_WRITERS);
const CHUNK_LENGTH = 1 << 16;

/**
 * The document's bytes in pieces of about 64 KB, made as they are asked for.
 *
 * @throws InputError where the format is none of `GRID_WRITERS`
 */
export async function* documentChunks(
  document: LandscapeDocument,
  format: GridWriterName,
): AsyncGenerator<string | Uint8Array> {
  const writer: GridWriter = GRID_WRITERS[readValue("format", FORMAT, format)];
  let text = "";
  for await (const piece of writer.pieces(document)) {
    if (typeof piece !== "string") {
      yield piece;
      continue;
    }
    text += piece;
    if (text.length < CHUNK_LENGTH) continue;
    yield text;
    text = "";
  }
  if (text) yield text;
}
