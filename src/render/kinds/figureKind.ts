import type { Drawing } from "../drawing.ts";
import type { Figure } from "../figure/figure.ts";
import type { LookOptions } from "../figure/lookOptions.ts";
import type { Frame } from "../axes/frame.ts";
import type { Rect } from "../figure/layout.ts";
import type { KeyEntry } from "../marks/key.ts";
import type { TextBoard } from "../text/textBoxes.ts";

/** A way of showing landscapes, such as surfaces in space. */
export interface FigureKind {
  /** Options that say nothing of its figures. */
  ignores?: readonly (keyof LookOptions)[];
  /** The titles of its panels, one a panel; one of each landscape where not given. */
  captions?(shown: Pick<Figure, "landscapes" | "options">): string[];
  /** What the figure's key says. */
  keyEntries(figure: Figure): KeyEntry[];
  /**
   * Settles what each panel shows.
   *
   * @param rects of the panels, without their captions
   * @throws {InputError} where the landscapes cannot be shown with the figure's options
   */
  plan(figure: Figure, rects: readonly Rect[]): PlannedPanel[];
}

/** A panel whose every place is settled. */
export interface PlannedPanel {
  /** The box that it stands in, where it is drawn in space. */
  frame?: Frame;
  /** The highest place of what it shows, if a title may come as near as that. */
  top?: number;
  /** Places its texts, the most important first. */
  placeTexts(board: TextBoard): void;
  /** @param context counts in units */
  draw(context: Drawing): void;
}
