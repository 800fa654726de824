import type { Drawing } from "../drawing.ts";
import type { Landscape } from "../../core/landscape.ts";
import type { Figure } from "../figure/figure.ts";
import type { Frame } from "../axes/frame.ts";
import type { Rect } from "../figure/layout.ts";
import type { PixelImage } from "../raster/PixelColumn.ts";
import type { VerticalScale } from "../scales/verticalScale.ts";
import type { Stage } from "../space/stage.ts";
import type { TextBoard } from "../text/textBoxes.ts";
import type { KeyEntry } from "./key.ts";

/** A panel with a surface in a box, before its marks are settled. In units. */
export interface SurfacePanel {
  figure: Figure;
  landscape: Landscape;
  colormap: string;
  vertical: VerticalScale;
  frame: Frame;
}

/** Something that is drawn in the panel of a surface: the surface itself, a path, an axis. */
export interface Mark {
  /** Width that it needs to the right of every panel's box, in units. */
  roomBeside?(figure: Figure, verticals: readonly VerticalScale[]): number;
  /** What the figure's key says of it. */
  keyEntries?(figure: Figure): KeyEntry[];
  /**
   * Settles how it looks in a panel; nothing where the panel goes without it.
   *
   * @param room beside the box, as wide as it asked for
   */
  plan(panel: SurfacePanel, room: Rect): PlannedMark | undefined;
}

/**
 * A mark of a panel, drawn in rounds: what lies behind everything that stands in
 * the box; what the surface covers; what stands in the box, where depth decides
 * what is seen; and the rest.
 */
export interface PlannedMark {
  /** Places its texts, the most important first. */
  placeTexts?(board: TextBoard): void;
  /** @param context counts in units */
  drawBehind?(context: Drawing, stage: Stage): void;
  /** Strokes on the surface, hidden where the surface hides them. */
  stroke?(stage: Stage): void;
  /**
   * Draws on the floor what the surface covers.
   *
   * @param image the surface
   */
  drawUnder?(context: Drawing, stage: Stage, image: PixelImage): void;
  /** Draws above the surface. */
  draw?(context: Drawing): void;
}
