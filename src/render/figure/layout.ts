import { wrongValue } from "../../core/options/table.ts";
import type { SizedOptions } from "./figure.ts";

/** A rectangle on the screen, in pixels. */
export interface Rect {
  left: number;
  top: number;
  width: number;
  height: number;
}

/** How charts go with panels: one for all of them, or one for each, beneath or beside. */
export type ChartRooms = "none" | "shared" | "own";

export interface Layout {
  /** Size of tick labels in pixels: the unit of every other length. */
  em: number;
  /** Rows above all panels, for the figure's title, and below them, for the key; height 0 where absent. */
  header: Rect;
  footer: Rect;
  panels: Rect[];
  /** As many as asked for; none where they or the panels would be too small to read. */
  charts: Rect[];
}

/** A panel's best ratio of width to height. */
const PANEL_ASPECT = 1.16;
/** Tick labels are 13 pixels in a panel of 700 x 600. */
const EM = 13;
const SMALLEST_EM = 7.5;

/** Of a chart beneath panels, in heights of one. */
export const CHART_HEIGHT = 0.6;

/** Of a chart beside panels, in widths of one. */
const CHART_WIDTH = 0.85;
/** In ems: smaller charts would be all axes. */
const LEAST_CHART = { width: 26, height: 14 };
/** In ems: smaller panels need what room there is. */
const LEAST_PANEL = { width: 22, height: 22 };
/** Of a chart beside panels, height over width. */
const TALLEST_CHART = 1.15;

/** Panels in rows and columns with their charts; lengths as shares of the room for all of them. */
interface Arrangement {
  columnCount: number;
  panelWidth: number;
  panelHeight: number;
  chart?: { side: "beneath" | "beside"; width: number; height: number };
}

/**
 * Divides the image into rows and columns of equal panels, as near to their best shape as possible.
 *
 * @param rows `em` by the size of the panels where it is left out
 */
export function layOut(
  width: number,
  height: number,
  panelCount: number,
  rows: { hasHeader: boolean; footerHeight: number; em?: number; charts?: ChartRooms },
): Layout {
  const { hasHeader, footerHeight, charts = "none" } = rows;
  const arrangement = arrange(width, height, panelCount, charts, rows.em);
  const em = rows.em ?? emOfPanel(width * arrangement.panelWidth, height * arrangement.panelHeight);
  const headerHeight = hasHeader ? 2.6 * em : 0;
  const room = { left: 0, top: headerHeight, width, height: height - headerHeight - footerHeight };
  return {
    em,
    header: { left: 0, top: 0, width, height: headerHeight },
    footer: { left: 0, top: height - footerHeight, width, height: footerHeight },
    ...place(arrangement, room, panelCount, charts),
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
  charts: ChartRooms = "none",
): number {
  const em = fontSize === undefined ? undefined : fontSize * UNITS_PER_POINT;
  const arrangement = arrange(width, height, panelCount, charts, em);
  const [panelWidth, panelHeight] = [
    width * arrangement.panelWidth,
    height * arrangement.panelHeight,
  ];
  if (fontSize === undefined) return emOfPanel(panelWidth, panelHeight);
  const side = Math.min(panelWidth, panelHeight);
  const largest = side / (colorbar ? LEAST_SIDE_WITH_BAR : LEAST_SIDE) / UNITS_PER_POINT;
  if (fontSize > largest) {
    const most = Math.floor(10 * largest) / 10;
    throw wrongValue("fontSize", String(fontSize), `at most ${most} in panels of this size`);
  }
  return fontSize * UNITS_PER_POINT;
}

function emOfPanel(width: number, height: number): number {
  const share = Math.min(width / 700, height / 600);
  return Math.max(SMALLEST_EM, EM * Math.min(share ** 0.75, share * 1.35));
}

/** The arrangement with the largest panels; without charts where none leaves them enough room. */
function arrange(
  width: number,
  height: number,
  panelCount: number,
  charts: ChartRooms,
  givenEm?: number,
): Arrangement {
  let best: Arrangement | undefined;
  let largest = 0;
  for (let columnCount = 1; columnCount <= panelCount; columnCount++) {
    for (const tried of arrangements(columnCount, Math.ceil(panelCount / columnCount), charts)) {
      const [panelWidth, panelHeight] = [width * tried.panelWidth, height * tried.panelHeight];
      const em = givenEm ?? emOfPanel(panelWidth, panelHeight);
      const { chart } = tried;
      if (chart) {
        const isLegible =
          chart.width * width >= LEAST_CHART.width * em &&
          chart.height * height >= LEAST_CHART.height * em &&
          panelWidth >= LEAST_PANEL.width * em &&
          panelHeight >= LEAST_PANEL.height * em;
        if (!isLegible) continue;
      }
      const size = Math.min(panelWidth / PANEL_ASPECT, panelHeight);
      if (size > largest * 1.001) [largest, best] = [size, tried];
    }
  }
  return best ?? arrange(width, height, panelCount, "none");
}

function arrangements(columnCount: number, rowCount: number, charts: ChartRooms): Arrangement[] {
  const [width, height] = [1 / columnCount, 1 / rowCount];
  if (charts === "none") return [{ columnCount, panelWidth: width, panelHeight: height }];
  // A chart of all panels is a part of a row or column more, one of each a part of its cell.
  const [rows, columns] = charts === "own" ? [1, 1] : [rowCount, columnCount];
  const [cellWidth, cellHeight] = charts === "own" ? [width, height] : [1, 1];
  const panelHeight = cellHeight / (rows + CHART_HEIGHT);
  const panelWidth = cellWidth / (columns + CHART_WIDTH);
  const beneath = { width: cellWidth, height: CHART_HEIGHT * panelHeight };
  const beside = { width: CHART_WIDTH * panelWidth, height: cellHeight };
  return [
    { columnCount, panelWidth: width, panelHeight, chart: { side: "beneath", ...beneath } },
    { columnCount, panelWidth, panelHeight: height, chart: { side: "beside", ...beside } },
  ];
}

function place(
  { columnCount, panelWidth, panelHeight, chart }: Arrangement,
  room: Rect,
  panelCount: number,
  charts: ChartRooms,
): Pick<Layout, "panels" | "charts"> {
  const [width, height] = [panelWidth * room.width, panelHeight * room.height];
  const isOwn = chart !== undefined && charts === "own";
  const besideWidth = isOwn && chart.side === "beside" ? chart.width * room.width : 0;
  const beneathHeight = isOwn && chart.side === "beneath" ? chart.height * room.height : 0;
  const [cellWidth, cellHeight] = [width + besideWidth, height + beneathHeight];
  const rowCount = Math.ceil(panelCount / columnCount);
  const panels = Array.from({ length: panelCount }, (_, k): Rect => {
    const row = Math.floor(k / columnCount);
    const inRow = row === rowCount - 1 ? panelCount - row * columnCount : columnCount;
    // A last row that is not full stands in the middle.
    const indent = ((columnCount - inRow) * cellWidth) / 2;
    const left = room.left + indent + (k % columnCount) * cellWidth;
    return { left, top: room.top + row * cellHeight, width, height };
  });
  if (!chart) return { panels, charts: [] };
  const cells = isOwn
    ? panels.map(({ left, top }) => ({ left, top, width: cellWidth, height: cellHeight }))
    : [room];
  const chartSize = { width: chart.width * room.width, height: chart.height * room.height };
  return { panels, charts: cells.map((cell) => chartIn(cell, chart.side, chartSize)) };
}

/** A chart at the lower or the right end of a cell; one beside panels is no tower. */
function chartIn(
  cell: Rect,
  side: "beneath" | "beside",
  { width, height }: Pick<Rect, "width" | "height">,
): Rect {
  if (side === "beneath") {
    return { left: cell.left, top: cell.top + cell.height - height, width, height };
  }
  const shown = Math.min(height, TALLEST_CHART * width);
  const top = cell.top + (cell.height - shown) / 2;
  return { left: cell.left + cell.width - width, top, width, height: shown };
}
