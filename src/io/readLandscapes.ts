import { basename, extname } from "node:path";
import { MAX_POINTS } from "../core/landscapeOptions.ts";
import { inGroup, option, resolveOptions, type GivenOf } from "../core/options/table.ts";
import { nonEmptyText } from "../core/options/texts.ts";
import type { Landscape, LandscapeDocument } from "../core/landscape.ts";
import type { GridRead } from "./grid/gridRead.ts";
import { PointBudget } from "./grid/pointBudget.ts";
import type { InputSource } from "./input.ts";

/** What is read of grid documents. */
export const READING_OPTIONS = inGroup("Data", {
  surface: option(nonEmptyText, "the dataset of an HDF5 file to draw", { default: "train_loss" }),
  maxPoints: MAX_POINTS,
});
export type ReadingGiven = GivenOf<typeof READING_OPTIONS>;

export interface LandscapesRead {
  document: LandscapeDocument;
  /** SHA-256 of each source in hexadecimal, in the order of the sources. */
  sha256: string[];
}

/**
 * Reads landscapes from files in the formats of `GRID_READERS`, told apart by
 * their content. One grid
 * document comes back as it was written; several sources become the panels of
 * one document with an empty spec.
 *
 * @param generator recorded where a file names none
 * @throws InputError where a source is not such a file, or is a damaged one
 * @throws Error `cannot read FILE: REASON`
 */
export async function readLandscapeDocument(
  sources: InputSource[],
  given: ReadingGiven = {},
  generator = "",
): Promise<LandscapesRead> {
  const { surface, maxPoints } = resolveOptions(READING_OPTIONS, given);
  // Loaded where files are read: the options above are known without them.
  const [{ Input }, { readGrid }] = await Promise.all([
    import("./input.ts"),
    import("./gridReaders/gridReaders.ts"),
  ]);
  const points = new PointBudget(maxPoints);
  const reads: GridRead[] = [];
  const sha256: string[] = [];
  const panels: Landscape[] = [];
  for (const source of sources) {
    const input = new Input(source);
    try {
      reads.push(await readGrid(input, { surface, points }));
      sha256.push(input.sha256());
    } finally {
      await input.close();
    }
    const found = reads[reads.length - 1].panels;
    const stem = "path" in source ? basename(source.path, extname(source.path)) : "";
    found.forEach((panel, index) => {
      const title = found.length > 1 && stem ? `${stem} ${index + 1}` : stem;
      panels.push({ ...panel, title: panel.title ?? title });
    });
  }
  const own = reads.length === 1 ? reads[0].document : undefined;
  return {
    document: {
      generator: own?.generator ?? generator,
      spec: own?.spec ?? {},
      panels,
      ...(own?.extra && { extra: own.extra }),
    },
    sha256,
  };
}
