import type { ImageFormat } from "./imageFormat.ts";
import { UNITS_PER_INCH } from "./imageFormat.ts";

const SIGNATURE_BYTES = 8;
const CHUNK_FRAME_BYTES = 12;

export const PNG: ImageFormat = {
  extensions: [".png"],
  mediaType: "image/png",
  isVector: false,
  async createPage(size) {
    const [{ createPixelCanvas }, { giveBack }, { drawRememberedText }, { encodePng }] =
      await Promise.all([
        import("./canvases.ts"),
        import("./canvasPool.ts"),
        import("../text/rememberedText.ts"),
        import("./encodePng.ts"),
      ]);
    const { canvas, drawing } = createPixelCanvas(size);
    const { width, height } = canvas;
    return {
      drawing,
      drawText: (box) => drawRememberedText(canvas.getContext("2d"), box, size.scale),
      encode(_, metadata) {
        const pixels = canvas.toBuffer("raw");
        giveBack(canvas);
        return encodePng(pixels, width, height, UNITS_PER_INCH * size.scale, metadata);
      },
    };
  },
  isUnchanged: async (bytes) => (await import("./encodePng.ts")).PNG_SEAL.holds(bytes),
  async readMetadata(bytes) {
    const found: Record<string, string> = {};
    let at = SIGNATURE_BYTES;
    while (at + CHUNK_FRAME_BYTES <= bytes.length) {
      const length = bytes.readUInt32BE(at);
      const type = bytes.toString("latin1", at + 4, at + 8);
      if (type === "IEND") return found;
      if (type === "tEXt") {
        const text = bytes.toString("latin1", at + 8, at + 8 + length);
        const end = text.indexOf("\0");
        found[text.slice(0, end)] = text.slice(end + 1);
      }
      at += CHUNK_FRAME_BYTES + length;
    }
    return {};
  },
};
