import type { Landscape } from "../../core/landscape.ts";
import { explanationOf, type Explanation } from "./explanation.ts";
import type { Figure, FigureStyle } from "./figure.ts";
import { hasCharts, type SizedFigureOptions } from "./size.ts";
import { figureWords } from "./figureWords.ts";
import type { FigureWords } from "../formats/imageFormat.ts";
import type { FigureKind, PlannedPanel } from "../kinds/figureKind.ts";
import { FIGURE_KINDS } from "../kinds/figureKinds.ts";
import { layOut, letterSize, type Rect } from "./layout.ts";
import { findings } from "../marks/findings.ts";
import { planKey, type Key } from "../marks/key.ts";
import { panelTitles } from "./panelScales.ts";
import { oneLine, shorten, type MeasureText } from "../text/measure.ts";
import { TextBoard, makeTextBox, type TextBox } from "../text/textBoxes.ts";
import { THEMES } from "../colors/theme.ts";

/** Everything about a figure that is settled before the first pixel: places, scales, texts. In units. */
export interface FigurePlan {
  figure: Figure;
  panels: PlannedPanel[];
  key: Key;
  /** All texts; none leaves the image or meets another. */
  texts: TextBox[];
  /** What it says to those who cannot see it. */
  words: FigureWords;
}

const TITLE_SIZE = 1.22;
const FIGURE_TITLE_SIZE = 1.5;
/** Of a caption that comes down from its place to what it names, in ems. */
const CAPTION_GAP = 0.8;
/** Empty space around everything. */
const MARGIN = 0.8;

/**
 * @throws {InputError} where the losses do not fit the vertical axis asked for, a colormap is unknown,
 *   or letters of the size asked for leave no room
 */
export async function planFigure(
  landscapes: readonly Landscape[],
  options: SizedFigureOptions,
  measure: MeasureText,
): Promise<FigurePlan> {
  const { width, height, title = "", explain } = options;
  const kind = await loadKind(options);
  const captions = kind.captions?.({ landscapes, options }) ?? panelTitles(landscapes, options);
  const theme = THEMES[options.theme];
  const explanation = hasCharts(options)
    ? explanationOf({ landscapes, options }, theme === THEMES.dark)
    : undefined;
  const charts = explanation?.rooms;
  const em = letterSize(options, captions.length, charts);
  const style: FigureStyle = { em, theme, measure };
  const figure: Figure = { landscapes, options, style };
  const key = planKey(width, options.legend ? kind.keyEntries(figure) : [], style);
  const layout = layOut(width, height, captions.length, {
    hasHeader: oneLine(title) !== "",
    footerHeight: key.height,
    em,
    charts,
  });
  const hasFindings = explain && captions.length === landscapes.length;
  const rects = layout.panels.map((panel) => withoutCaption(panel, em, hasFindings ? 2 : 1));
  const panels = kind.plan(figure, rects);
  const drop = captionDrop(panels, rects, em);

  const board = new TextBoard(width, height);
  placeLine(board, title, FIGURE_TITLE_SIZE * em, theme.text, layout.header, 1.6, style);
  const hasChart = explanation !== undefined && layout.charts.length > 0;
  captions.forEach((caption, k) => {
    const wordings = hasFindings ? findings(landscapes[k]) : [];
    const ink = hasChart ? explanation.inks.get(k) : undefined;
    const { top, ...panel } = layout.panels[k];
    placeCaption(board, caption, wordings, { ...panel, top: top + drop }, style, ink);
  });
  if (hasChart) panels.push(...(await planCharts(explanation, layout.charts, board, style)));
  key.place(board, layout.footer);
  for (const panel of panels) panel.placeTexts(board);
  const words = figureWords(landscapes, options, explanation?.findings[0]);
  return { figure, panels, key, texts: board.placed, words };
}

/** How far captions may come down to what they name, where that does not fill its room; the same for all. */
function captionDrop(panels: readonly PlannedPanel[], rects: readonly Rect[], em: number): number {
  const empty = panels.map(({ top }, k) => (top === undefined ? 0 : top - rects[k].top));
  return Math.max(0, Math.min(...empty) - CAPTION_GAP * em);
}

/** The charts that explain the panels; one that they share has a caption of its own. */
async function planCharts(
  { rooms, panels, shown, title, findings }: Explanation,
  charts: readonly Rect[],
  board: TextBoard,
  style: FigureStyle,
): Promise<PlannedPanel[]> {
  const isShared = rooms === "shared";
  const rects = isShared ? charts : panels.map((panel) => charts[panel]);
  if (isShared) placeCaption(board, title, findings, charts[0], style);
  const rows = !isShared ? 0 : findings.length > 0 ? 2 : 1;
  const convergence = await FIGURE_KINDS.convergence();
  return convergence.plan(
    { ...shown, style },
    rects.map((rect) => withoutCaption(rect, style.em, rows)),
  );
}

/** A title, and beneath it the longest wording for which there is room. */
function placeCaption(
  board: TextBoard,
  caption: string,
  wordings: readonly string[],
  rect: Rect,
  style: FigureStyle,
  ink = style.theme.mutedText,
): void {
  const { em, measure, theme } = style;
  placeLine(board, caption, TITLE_SIZE * em, theme.text, rect, 1.7, style);
  const room = rect.width - 2 * MARGIN * em;
  const wording = wordings.find((line) => measure(oneLine(line), em) <= room) ?? "";
  placeLine(board, wording, em, ink, rect, 3.35, style);
}

function loadKind({ kind }: SizedFigureOptions): Promise<FigureKind> {
  return FIGURE_KINDS[kind]();
}

const CAPTION_HEIGHTS = [0, 2.7, 4.3];

/** A panel without its caption and the margin. */
function withoutCaption(panel: Rect, em: number, captionRows: number): Rect {
  const captionHeight = CAPTION_HEIGHTS[captionRows] * em;
  return {
    left: panel.left + MARGIN * em,
    top: panel.top + captionHeight,
    width: Math.max(panel.width - 2 * MARGIN * em, em),
    height: Math.max(panel.height - captionHeight - MARGIN * em, em),
  };
}

/** Places a text in the middle of `rect`, `down` ems below its top. */
function placeLine(
  board: TextBoard,
  text: string,
  size: number,
  color: string,
  rect: Rect,
  down: number,
  { em, measure }: FigureStyle,
): void {
  const line = shorten(oneLine(text), size, rect.width - 2 * MARGIN * em, measure);
  const box = makeTextBox(line, size, color, measure);
  board.place({ ...box, x: rect.left + rect.width / 2, y: rect.top + down * em });
}
