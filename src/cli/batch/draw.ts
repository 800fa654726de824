import { readFile } from "node:fs/promises";
import type { LandscapeDocument } from "../../core/landscape.ts";
import type { AnyGiven } from "../../core/options/table.ts";
import { IMAGE_FORMATS } from "../../render/formats/imageFormats.ts";
import { loadDocument, specRecord } from "../sources/document.ts";
import { failureMessage } from "../messages/failure.ts";
import { fileDigest } from "../sources/inputFiles.ts";
import {
  checkPicture,
  drawPicture,
  expectedPanels,
  optionsMetadata,
  PICTURE_OPTIONS,
  pictureMetadata,
  type PictureOptions,
} from "../picture.ts";
import { figureNotes } from "../messages/figureNotes.ts";
import { resolveSources } from "../sources/sources.ts";

/** One figure of a batch. */
export interface DrawTask {
  /** Its options as the manifest gives them, and its format. */
  given: AnyGiven;
  /** The picture to leave alone where it would come out the same. */
  existing?: string;
}

export type DrawOutcome =
  | { status: "drawn"; bytes: Uint8Array; notes: string[] }
  | { status: "unchanged" }
  | { status: "failed"; error: string };

/** Draws a figure, unless it is there already. Every failure is an outcome. */
export async function drawFigure({ given, existing }: DrawTask): Promise<DrawOutcome> {
  const notes: string[] = [];
  try {
    const options: PictureOptions = resolveSources(PICTURE_OPTIONS, given);
    await checkPicture(options);
    const load = () => loadDocument(options, { onNote: (note) => notes.push(note) });
    const read = (options.from ?? options.path) && (await load());
    if (existing !== undefined && options.metadata) {
      const bytes = await readFile(existing).catch(() => Buffer.alloc(0));
      const format = IMAGE_FORMATS[options.format];
      const recorded = await format.readMetadata(bytes);
      const isSame = sameEntries(await expectedMetadata(options, read), recorded);
      if (isSame && (await format.isUnchanged(bytes))) return { status: "unchanged" };
    }
    const document = read ?? (await load());
    const bytes = await drawPicture(document, options, (note) => notes.push(note));
    notes.push(...(await figureNotes(document.panels, given, options)));
    return { status: "drawn", bytes, notes };
  } catch (error) {
    return { status: "failed", error: failureMessage(error) };
  }
}

/** What the picture would record; of landscapes that would have to be computed, the options that make them. */
async function expectedMetadata(
  options: PictureOptions,
  read: LandscapeDocument | undefined,
): Promise<Record<string, string>> {
  if (read) return pictureMetadata(read, options);
  const sha256 = options.data === undefined ? undefined : await fileDigest(options.data);
  return optionsMetadata(await specRecord(options, sha256), options, expectedPanels(options));
}

function sameEntries(expected: Record<string, string>, recorded: Record<string, string>): boolean {
  return Object.entries(expected).every(([key, value]) => recorded[key] === value);
}
