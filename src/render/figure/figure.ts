import type { Landscape } from "../../core/landscape.ts";
import type { MeasureText } from "../text/measure.ts";
import type { Theme } from "../colors/theme.ts";
import type { LookOptions } from "./lookOptions.ts";

/** How a figure is drawn, with its size in units. */
export type SizedOptions = LookOptions & { width: number; height: number };

/** How a figure's texts and lines look. */
export interface FigureStyle {
  /** Size of tick labels in units: the unit of every other length. */
  em: number;
  theme: Theme;
  measure: MeasureText;
}

/** What a figure shows, and how: the same for all its panels. */
export interface Figure {
  landscapes: readonly Landscape[];
  options: SizedOptions;
  style: FigureStyle;
}
