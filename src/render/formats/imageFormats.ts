import type { ImageFormat } from "./imageFormat.ts";
import { PDF } from "./pdf.ts";
import { PNG } from "./png.ts";
import { SVG } from "./svg.ts";

/** The formats in which a figure can be written. */
export const IMAGE_FORMATS = { png: PNG, svg: SVG, pdf: PDF } satisfies Record<string, ImageFormat>;

export type ImageFormatName = keyof typeof IMAGE_FORMATS;
