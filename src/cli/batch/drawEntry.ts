import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { readFile } from "node:fs/promises";
import type { LandscapeDocument } from "../../core/landscape.ts";
import { failureMessage } from "../failure.ts";
import { drawPicture } from "../document/drawPicture.ts";
import { loadDocument } from "../document/loadDocument.ts";
import { optionsMetadata, pictureMetadata } from "../document/pictureMetadata.ts";
import type { FigureGiven } from "../options/commandOptions.ts";
import type { FigureOptions } from "../../render/figureOptions.ts";
import { IMAGE_FORMATS, type ImageFormatName } from "../../render/formats/imageFormats.ts";
import { resolveComputation } from "../spec/computation.ts";
import { specRecord } from "../spec/specRecord.ts";
import { rangeNotes } from "../view/rangeNotes.ts";
import { resolveView } from "../view/pictureView.ts";

/** One figure of a batch, its options parsed. */
export interface DrawTask {
  given: FigureGiven;
  format: ImageFormatName;
  /** The picture to leave alone where it would come out the same. */
  existing?: string;
}

export type DrawOutcome =
  | { status: "drawn"; bytes: Uint8Array; notes: string[] }
  | { status: "unchanged" }
  | { status: "failed"; error: string };

/** Draws a figure, unless it is there already. Every failure is an outcome. */
export async function drawEntry({ given, format, existing }: DrawTask): Promise<DrawOutcome> {
  const notes: string[] = [];
  try {
    const view = await resolveView(given);
    const load = () =>
      loadDocument(given, { explain: view.explain, onNote: (note) => notes.push(note) });
    const read = (given.from ?? given.path) && (await load());
    if (existing !== undefined && given.metadata !== false) {
      const recorded = await IMAGE_FORMATS[format].readMetadata(
        await readFile(existing).catch(() => Buffer.alloc(0)),
      );
      if (sameEntries(await expectedMetadata(given, view, read), recorded))
        return { status: "unchanged" };
    }
    const document = read ?? (await load());
    const bytes = await drawPicture(document, view, format, given.metadata ?? true);
    notes.push(...rangeNotes(document.panels, view));
    return { status: "drawn", bytes, notes };
  } catch (error) {
    return { status: "failed", error: failureMessage(error) };
  }
}

/** What the picture would record; of landscapes that would have to be computed, the options that make them. */
async function expectedMetadata(
  given: FigureGiven,
  view: FigureOptions,
  read: LandscapeDocument | undefined,
): Promise<Record<string, string>> {
  if (read) return pictureMetadata(read, view);
  const sha256 = given.data === undefined ? undefined : await fileDigest(given.data);
  return optionsMetadata(specRecord(resolveComputation(given, view.explain), sha256), view);
}

function sameEntries(expected: Record<string, string>, recorded: Record<string, string>): boolean {
  return Object.entries(expected).every(([key, value]) => recorded[key] === value);
}

async function fileDigest(file: string): Promise<string> {
  const hash = createHash("sha256");
  for await (const chunk of createReadStream(file)) hash.update(chunk as Buffer);
  return hash.digest("hex");
}
