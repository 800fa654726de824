import type { ThemeName } from "./theme.ts";

export const FIGURE_FORMATS = ["png", "svg", "pdf"] as const;
export type FigureFormat = (typeof FIGURE_FORMATS)[number];

/** How a figure is drawn. */
export interface FigureOptions {
  format: FigureFormat;
  /** Size in units; a unit is a CSS pixel, 1/96 of an inch. */
  width: number;
  height: number;
  /** Pixels per unit. */
  scale: number;
  /** Degrees, as matplotlib counts them; `auto` chooses the corner that hides least. */
  azimuth: number | "auto";
  /** Degrees, from -90 to 90. */
  elevation: number;
  /** One a panel, cycled; absent: those of the landscapes. */
  colormaps?: string[];
  /** Opacity of the surfaces, from 0 to 1. */
  alpha: number;
  zScale: "linear" | "log";
  /** Losses above it are cut flat. */
  zMax?: number;
  /** All panels share one vertical axis. */
  sameZ: boolean;
  /** About how many contour lines; 0: none. */
  contours: number;
  /** Mesh lines along each axis; 0: none. */
  mesh: number;
  colorbar: boolean;
  theme: ThemeName;
  /** Any CSS colour, `none` for transparency; absent: the theme's. */
  background?: string;
  /** Above all panels. */
  title?: string;
  /** One a panel; absent: those of the landscapes. */
  titles?: string[];
  /** Of the first, the second and the vertical axis; absent: those of the landscapes. */
  labels?: string[];
  /** Adds the optimum, a line of findings under each title and a key. */
  explain: boolean;
  /** Recorded in the file; absent: nothing is. */
  metadata?: Record<string, string>;
}
