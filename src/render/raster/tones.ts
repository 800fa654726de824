import { PALETTE_SIZE } from "../colors/colormaps.ts";

/** How a surface is coloured: `palette` at `toneOffset + toneScale * height`, clamped to [0, 1]. */
export interface SurfacePaint {
  palette: Float32Array;
  toneOffset: number;
  toneScale: number;
  opacity: number;
}

/** The same, with the entry of the palette for a height: the whole part of `entryOffset + entryScale * height`. */
export interface Tones {
  palette: Float32Array;
  entryOffset: number;
  entryScale: number;
  opacity: number;
}

export function tonesOf({ palette, toneOffset, toneScale, opacity }: SurfacePaint): Tones {
  const entryOffset = toneOffset * (PALETTE_SIZE - 1) + 0.5;
  return { palette, entryOffset, entryScale: toneScale * (PALETTE_SIZE - 1), opacity };
}
