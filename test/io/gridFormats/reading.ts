import type { LandscapeDocument } from "../../../src/core/landscape.ts";
import { documentChunks, type GridWriterName } from "../../../src/io/gridWriters/gridWriters.ts";
import { readLandscapeDocument } from "../../../src/io/readLandscapes.ts";
import { bytesOf, sourceOf } from "../documents.ts";

/** Of the tests that ask for no other limit. */
export const options = { maxPoints: 10_000 };

export async function read(
  bytes: string | Uint8Array,
  overrides = {},
  name = "grid",
): Promise<LandscapeDocument> {
  const source = sourceOf(bytes, name, 100);
  return (await readLandscapeDocument([source], { ...options, ...overrides }, "test 1")).document;
}

export const write = (document: LandscapeDocument, format: GridWriterName) =>
  bytesOf(documentChunks(document, format));

/** `[[1, 2, 3], [4, 5, 6]]` over x = 0, 1, 2 and y = 0, 1, what the panel says beside them left out. */
export async function gridOf(bytes: string | Uint8Array, overrides = {}) {
  const { x, y, z } = (await read(bytes, overrides)).panels[0];
  return [x, y, z].map((axis) => Array.from(axis));
}

export const GRID = [
  [0, 1, 2],
  [0, 1],
  [1, 2, 3, 4, 5, 6],
];
