import type { Hash } from "node:crypto";
import { panelCountOf } from "../core/landscapeOptions.ts";
import type { Landscape, LandscapeDocument } from "../core/landscape.ts";
import { flag, inGroup, recordOptions, type OptionsOf } from "../core/options/table.ts";
import { FIGURE_OPTIONS, type FigureOptions } from "../render/figure/figureOptions.ts";
import { withSize } from "../render/figure/size.ts";
import { renderFigure } from "../render/renderFigure.ts";
import { GENERATOR } from "./generator.ts";
import { SOURCE_OPTIONS } from "./sources/sources.ts";

/** All that may be said of one picture, beside the file that it goes to. */
export const PICTURE_OPTIONS = {
  ...SOURCE_OPTIONS,
  ...FIGURE_OPTIONS,
  ...inGroup("Output", { metadata: flag("leave version and options out of the picture", true) }),
};
export type PictureOptions = OptionsOf<typeof PICTURE_OPTIONS>;

/** The bytes of a picture of the landscapes. */
export async function drawPicture(
  document: LandscapeDocument,
  options: PictureOptions,
  onNote: (note: string) => void,
): Promise<Uint8Array> {
  const metadata = options.metadata ? await pictureMetadata(document, options) : undefined;
  return renderFigure(document.panels, options, metadata, onNote);
}

/** Refuses what cannot be drawn before the work for it begins. */
export async function checkPicture(options: PictureOptions): Promise<void> {
  const { checkLook } = await import("../render/figure/checkFigure.ts");
  checkLook(withSize(options, expectedPanels(options)));
}

/** How many panels there will be, as far as the options say. */
export function expectedPanels(options: PictureOptions): number {
  return options.from ? 1 : panelCountOf(options);
}

/** What a picture records of its making: from nothing but the document and the view, so that a piped grid gives the same picture as a direct one. */
export async function pictureMetadata(
  document: LandscapeDocument,
  view: FigureOptions,
): Promise<Record<string, string>> {
  const { spec, panels } = document;
  return { ...optionsMetadata(spec, view, panels.length), Digest: await landscapesDigest(panels) };
}

/** The part that is known without the landscapes. */
export function optionsMetadata(
  spec: Record<string, unknown>,
  view: FigureOptions,
  panelCount: number,
): Record<string, string> {
  const sized = viewRecord(withSize(view, panelCount));
  return { Software: GENERATOR, Spec: asciiJson(spec), View: asciiJson(sized) };
}

/** The view as plain JSON, under the names that a manifest gives the options. */
export function viewRecord(view: FigureOptions): Record<string, unknown> {
  const { explain, colormap, ...rest } = recordOptions(FIGURE_OPTIONS, view);
  return { ...rest, explain, colormap, format: undefined, maxPixels: undefined };
}

/** JSON in ASCII alone: PNG's text chunks hold Latin-1, PDF's fields an encoding of their own. */
function asciiJson(value: unknown): string {
  return JSON.stringify(value).replace(
    /[\u007f-\uffff]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}

const BLOCK = 8192;

/**
 * sha256 of all that is drawn of the landscapes. The same for a landscape and
 * for what is read back of its grid document, in which a loss that is not
 * finite is `null` and zero has no sign.
 */
async function landscapesDigest(panels: Landscape[]): Promise<string> {
  const { createHash } = await import("node:crypto");
  const hash = createHash("sha256");
  for (const panel of panels) {
    const { title, colormap, xLabel, yLabel, zLabel, optimum, curvature, paths = [] } = panel;
    const words = [title, colormap, xLabel, yLabel, zLabel];
    const best = optimum && [optimum.x, optimum.y, optimum.z, optimum.inside, optimum.exists];
    const curved = curvature && [
      curvature.eigenvalues,
      curvature.conditionNumber,
      curvature.stepsToTolerance,
      ...(curvature.stepsEstimated ? [true] : []),
    ];
    const walked = paths.map(({ label, method, rate, stepsToTolerance, diverged }) => [
      ...[label, method, rate, stepsToTolerance, diverged],
    ]);
    hash.update(JSON.stringify([words, best, curved, walked]));
    for (const values of [panel.x, panel.y, panel.z]) addNumbers(hash, values);
    for (const { x, y, z } of paths) for (const values of [x, y, z]) addNumbers(hash, values);
  }
  return hash.digest("hex");
}

function addNumbers(hash: Hash, values: Float64Array): void {
  const block = new Float64Array(Math.min(BLOCK, values.length));
  for (let start = 0; start < values.length; start += BLOCK) {
    const count = Math.min(BLOCK, values.length - start);
    for (let k = 0; k < count; k++) {
      const value = values[start + k];
      block[k] = Number.isFinite(value) ? value + 0 : NaN;
    }
    hash.update(new Uint8Array(block.buffer, 0, count * block.BYTES_PER_ELEMENT));
  }
}
