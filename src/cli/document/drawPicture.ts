import type { LandscapeDocument } from "../../core/landscape.ts";
import type { FigureFormat } from "../../render/figureOptions.ts";
import type { PictureView } from "../view/pictureView.ts";
import { pictureMetadata } from "./pictureMetadata.ts";

/** The bytes of a picture of the landscapes. */
export async function drawPicture(
  document: LandscapeDocument,
  view: PictureView,
  format: FigureFormat,
  recordsMetadata: boolean,
): Promise<Uint8Array> {
  const { renderFigure } = await import("../../render/renderFigure.ts");
  const metadata = recordsMetadata ? pictureMetadata(document, view) : undefined;
  return renderFigure(document, { ...view, format, metadata });
}
