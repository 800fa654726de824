import type { Canvas } from "canvas";

/**
 * Completes node-canvas's PDF: the program as its creator, the rest of the
 * metadata as JSON in its keywords, and a date that does not depend on the
 * clock (`SOURCE_DATE_EPOCH`, reproducible-builds.org, or the beginning of 1970).
 */
export function finishPdf(canvas: Canvas, metadata: Record<string, string>): Uint8Array {
  const { Software: creator, ...rest } = metadata;
  const seconds = Number(process.env.SOURCE_DATE_EPOCH);
  const date = new Date((Number.isFinite(seconds) ? seconds : 0) * 1000);
  return canvas.toBuffer("application/pdf", {
    creator,
    keywords: Object.keys(rest).length > 0 ? JSON.stringify(rest) : undefined,
    creationDate: date,
    modDate: date,
  });
}
