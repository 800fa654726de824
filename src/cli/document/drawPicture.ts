import type { LandscapeDocument } from "../../core/landscape.ts";
import type { FigureOptions } from "../../render/figureOptions.ts";
import type { ImageFormatName } from "../../render/formats/imageFormats.ts";
import { pictureMetadata } from "./pictureMetadata.ts";

/** The bytes of a picture of the landscapes. */
export async function drawPicture(
  document: LandscapeDocument,
  view: FigureOptions,
  format: ImageFormatName,
  recordsMetadata: boolean,
): Promise<Uint8Array> {
  const { renderFigure } = await import("../../render/renderFigure.ts");
  const metadata = recordsMetadata ? pictureMetadata(document, view) : undefined;
  return renderFigure(document.panels, { ...view, format }, metadata);
}
