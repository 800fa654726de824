import { wrongValue } from "../core/options/table.ts";
import type { SizedOptions } from "./figure.ts";

/** A rectangle on the screen, in pixels. */
export interface Rect {
  left: number;
  top: number;
  width: number;
  height: number;
}

export interface Layout {
  /** Size of tick labels in pixels: the unit of every other length. */
  em: number;
  /** Rows above all panels, for the figure's title, and below them, for the key; height 0 where absent. */
  header: Rect;
  footer: Rect;
  panels: Rect[];
}

/** A panel's best ratio of width to height. */
const PANEL_ASPECT = 1.16;
/** Tick labels are 13 pixels in a panel of 700 x 600. */
const EM = 13;
const SMALLEST_EM = 7.5;

/**
 * Divides the image into rows and columns of equal panels, as near to their best shape as possible.
 *
 * @param rows `em` by the size of the panels where it is left out
 */
export function layOut(
  width: number,
  height: number,
  panelCount: number,
  rows: { hasHeader: boolean; footerHeight: number; em?: number },
): Layout {
  const { hasHeader, footerHeight, em = emOf(width, height, panelCount) } = rows;
  const columnCount = bestColumnCount(width, height, panelCount);
  const rowCount = Math.ceil(panelCount / columnCount);
  const headerHeight = hasHeader ? 2.6 * em : 0;
  const panelWidth = width / columnCount;
  const panelHeight = (height - headerHeight - footerHeight) / rowCount;
  const panels = Array.from({ length: panelCount }, (_, k) => {
    const row = Math.floor(k / columnCount);
    const inRow = row === rowCount - 1 ? panelCount - row * columnCount : columnCount;
    // A last row that is not full stands in the middle.
    const indent = ((columnCount - inRow) * panelWidth) / 2;
    return {
      left: indent + (k % columnCount) * panelWidth,
      top: headerHeight + row * panelHeight,
      width: panelWidth,
      height: panelHeight,
    };
  });
  return {
    em,
    header: { left: 0, top: 0, width, height: headerHeight },
    footer: { left: 0, top: height - footerHeight, width, height: footerHeight },
    panels,
  };
}

/** A unit is 1/96 of an inch, a point 1/72. */
const UNITS_PER_POINT = 96 / 72;
/** The shorter side of a panel in letters of a size asked for, at least; with a colour bar beside it. */
const LEAST_SIDE = 15;
const LEAST_SIDE_WITH_BAR = 22;

/**
 * Size of tick labels in units: the one that is asked for, in points, or one by the size of the panels.
 *
 * @throws {InputError} where letters of that size leave no room for a picture
 */
export function letterSize(
  { width, height, fontSize, colorbar }: SizedOptions,
  panelCount: number,
): number {
  if (fontSize === undefined) return emOf(width, height, panelCount);
  const columnCount = bestColumnCount(width, height, panelCount);
  const side = Math.min(width / columnCount, height / Math.ceil(panelCount / columnCount));
  const largest = side / (colorbar ? LEAST_SIDE_WITH_BAR : LEAST_SIDE) / UNITS_PER_POINT;
  if (fontSize > largest) {
    const most = Math.floor(10 * largest) / 10;
    throw wrongValue("fontSize", String(fontSize), `at most ${most} in panels of this size`);
  }
  return fontSize * UNITS_PER_POINT;
}

function emOf(width: number, height: number, panelCount: number): number {
  const columnCount = bestColumnCount(width, height, panelCount);
  const rowCount = Math.ceil(panelCount / columnCount);
  const share = Math.min(width / columnCount / 700, height / rowCount / 600);
  return Math.max(SMALLEST_EM, EM * Math.min(share ** 0.75, share * 1.35));
}

function bestColumnCount(width: number, height: number, panelCount: number): number {
  let best = 1;
  let largest = 0;
  for (let columns = 1; columns <= panelCount; columns++) {
    const rows = Math.ceil(panelCount / columns);
    const size = Math.min(width / columns / PANEL_ASPECT, height / rows);
    if (size > largest * 1.001) {
      largest = size;
      best = columns;
    }
  }
  return best;
}
