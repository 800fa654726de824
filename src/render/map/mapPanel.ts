import type { Landscape } from "../../core/landscape.ts";
import type { ChartFrame } from "../chartFrame.ts";
import { paletteColor } from "../colormaps.ts";
import type { Figure } from "../figure.ts";
import type { VerticalScale } from "../scales/verticalScale.ts";

/** A panel of a map. In units. */
export interface MapPanel {
  figure: Figure;
  landscape: Landscape;
  vertical: VerticalScale;
  colormap: string;
  frame: ChartFrame;
}

/** The colour of a loss, red, green and blue. */
export function colorOfLoss(
  { position, lowest, highest }: VerticalScale,
  palette: Float32Array,
  level: number,
): [number, number, number] {
  const tone = highest > lowest ? (position(level) - lowest) / (highest - lowest) : 0.5;
  return paletteColor(palette, tone);
}
