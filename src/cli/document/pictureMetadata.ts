import type { LandscapeDocument } from "../../core/landscape.ts";
import type { FigureOptions } from "../../render/figureOptions.ts";
import { GENERATOR } from "../generator.ts";
import { viewRecord } from "../view/pictureView.ts";
import { landscapesDigest } from "./landscapesDigest.ts";

/** What a picture records of its making: from nothing but the document and the view, so that a piped grid gives the same picture as a direct one. */
export function pictureMetadata(
  document: LandscapeDocument,
  view: FigureOptions,
): Record<string, string> {
  return { ...optionsMetadata(document.spec, view), Digest: landscapesDigest(document.panels) };
}

/** The part that is known without the landscapes. */
export function optionsMetadata(
  spec: Record<string, unknown>,
  view: FigureOptions,
): Record<string, string> {
  return { Software: GENERATOR, Spec: asciiJson(spec), View: asciiJson(viewRecord(view)) };
}

/** JSON in ASCII alone: PNG's text chunks hold Latin-1, PDF's fields an encoding of their own. */
function asciiJson(value: unknown): string {
  return JSON.stringify(value).replace(
    /[\u007f-\uffff]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}
