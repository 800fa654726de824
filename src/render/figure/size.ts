import type { SizedOptions } from "./figure.ts";
import type { FigureOptions } from "./figureOptions.ts";
import { CHART_HEIGHT } from "./layout.ts";

/** A figure's options with its size, in units. */
export type SizedFigureOptions = SizedOptions & Pick<FigureOptions, "kind">;

/** One panel, and each of two. */
const LARGE_PANEL = { width: 700, height: 600 };
/** Each of three and more: a page of six is 1560 x 960. */
const SMALL_PANEL = { width: 520, height: 480 };

/**
 * The options with width and height: those given, else by the number of
 * panels, which stand in rows of at most three or four; with room for the chart that explains them.
 */
export function withSize(options: FigureOptions, panelCount: number): SizedFigureOptions {
  const columnCount = columnsOf(panelCount);
  const rowCount = Math.ceil(panelCount / columnCount);
  const panel = panelCount <= 2 ? LARGE_PANEL : SMALL_PANEL;
  const chartRows = hasCharts(options) ? CHART_HEIGHT : 0;
  const { width = columnCount * panel.width } = options;
  const usualHeight =
    width < WIDEST_COLUMN
      ? heightOfColumn(width, panelCount, chartRows)
      : Math.round((rowCount + chartRows) * panel.height);
  return { ...options, width, height: options.height ?? usualHeight };
}

/** Whether charts of convergence explain its panels; a figure of such charts explains itself. */
export function hasCharts({ explain, kind }: Pick<FigureOptions, "explain" | "kind">): boolean {
  return explain && kind !== "convergence";
}

/** In units: a figure for a column of text is as high as its width makes it. */
const WIDEST_COLUMN = 600;
/** The least width in units of panels that stand side by side in it. */
const LEAST_WIDTH = 280;

function heightOfColumn(width: number, panelCount: number, chartRows: number): number {
  const columnCount = Math.min(panelCount, Math.max(1, Math.floor(width / LEAST_WIDTH)));
  const panelHeight = (width / columnCount) * (LARGE_PANEL.height / LARGE_PANEL.width);
  const rows = Math.ceil(panelCount / columnCount) + chartRows;
  return Math.max(100, Math.round(rows * panelHeight));
}

function columnsOf(panelCount: number): number {
  if (panelCount <= 3) return Math.max(panelCount, 1);
  if (panelCount === 4) return 2;
  if (panelCount > 12) return Math.ceil(Math.sqrt(panelCount));
  const emptyPlaces = (columnCount: number) =>
    (columnCount - (panelCount % columnCount)) % columnCount;
  return emptyPlaces(3) < emptyPlaces(4) ? 3 : 4;
}
