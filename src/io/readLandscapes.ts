import { basename, extname } from "node:path";
import { InputError } from "../core/errors.ts";
import type { Landscape, LandscapeDocument } from "../core/landscape.ts";
import type { GridRead, PanelRead } from "./grid/gridRead.ts";
import { readJsonGrid } from "./grid/readJsonGrid.ts";
import { Input, MAX_BYTES, type InputSource } from "./input.ts";

export interface ReadLandscapesOptions {
  /** Data set of an HDF5 surface file; `train_loss` where not given. */
  surface?: string;
  /** Most points of one grid. */
  maxPoints: number;
  /** The program and version that a file without a generator is ascribed to. */
  generator: string;
}

export interface LandscapesRead {
  document: LandscapeDocument;
  /** SHA-256 of each source in hexadecimal, in the order of the sources. */
  sha256: string[];
}

const DEFAULT_COLORMAPS = ["viridis", "plasma", "cividis", "magma", "inferno", "turbo"];
/** A figure holds six panels at most. */
const MAX_PANELS = 6;

/**
 * Reads landscapes from grid documents, bare panels, Plotly figures, long-form
 * CSV, NPZ, NPY and HDF5 surface files, told apart by their content. One grid
 * document comes back as it was written; several sources become the panels of
 * one document with an empty spec.
 *
 * @throws InputError where a source is not such a file, or is a damaged one
 * @throws Error `cannot read FILE: REASON`
 */
export async function readLandscapeDocument(
  sources: InputSource[],
  { surface, maxPoints, generator }: ReadLandscapesOptions,
): Promise<LandscapesRead> {
  const reads: GridRead[] = [];
  const sha256: string[] = [];
  const panels: Landscape[] = [];
  for (const source of sources) {
    const input = new Input(source);
    try {
      reads.push(await readGrid(input, { surface, maxPoints }));
      sha256.push(input.sha256());
    } finally {
      await input.close();
    }
    const found = reads[reads.length - 1].panels;
    const stem = "path" in source ? basename(source.path, extname(source.path)) : "";
    found.forEach((panel, index) => {
      const title = found.length > 1 && stem ? `${stem} ${index + 1}` : stem;
      panels.push(completePanel(panel, title, panels.length));
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

function completePanel(panel: PanelRead, title: string, index: number): Landscape {
  return {
    ...panel,
    title: panel.title ?? title,
    colormap: panel.colormap ?? DEFAULT_COLORMAPS[index % DEFAULT_COLORMAPS.length],
  };
}

const HDF5_MAGIC = Buffer.from("\x89HDF\r\n\x1a\n", "latin1");
const ZIP_MAGIC = Buffer.from("PK");
const NPY_MAGIC = Buffer.from("\x93NUMPY", "latin1");

/** Only the reader of the format at hand is loaded. */
async function readGrid(
  input: Input,
  { surface, maxPoints }: { surface?: string; maxPoints: number },
): Promise<GridRead> {
  const { name } = input;
  const limits = { maxPoints, maxPointsInAll: MAX_PANELS * maxPoints };
  const head = await input.peek(512);
  const startsWith = (magic: Buffer) => head.subarray(0, magic.length).equals(magic);
  if (head.length === 0) throw new InputError(`${name}: the file is empty`);
  if (startsWith(HDF5_MAGIC)) {
    const { readHdf5Grid } = await import("./grid/readHdf5Grid.ts");
    return readHdf5Grid(await input.bytes(MAX_BYTES), name, { surface, maxPoints });
  }
  if (startsWith(ZIP_MAGIC)) {
    const { readNpzGrid } = await import("./grid/readNpzGrid.ts");
    return readNpzGrid(await input.bytes(MAX_BYTES), name, limits);
  }
  if (startsWith(NPY_MAGIC)) {
    const { readNpyGrid } = await import("./grid/readNpyGrid.ts");
    return readNpyGrid(await input.bytes(MAX_BYTES), name, maxPoints);
  }
  if (/^(\xef\xbb\xbf)?\s*[[{]/.test(head.toString("latin1"))) {
    return readJsonGrid(input, limits);
  }
  const { readCsvGrid } = await import("./grid/readCsvGrid.ts");
  return readCsvGrid(input, limits);
}
