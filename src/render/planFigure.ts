import type { Landscape } from "../core/landscape.ts";
import type { Figure, FigureStyle, SizedOptions } from "./figure.ts";
import type { FigureKind, PlannedPanel } from "./kinds/figureKind.ts";
import { FIGURE_KINDS } from "./kinds/figureKinds.ts";
import { layOut, letterSize, type Rect } from "./layout.ts";
import { findings } from "./marks/findings.ts";
import { planKey, type Key } from "./marks/key.ts";
import { panelTitles } from "./panelScales.ts";
import { oneLine, shorten, type MeasureText } from "./text/measure.ts";
import { TextBoard } from "./text/TextBoard.ts";
import { makeTextBox, type TextBox } from "./text/TextBox.ts";
import { THEMES } from "./theme.ts";

/** Everything about a figure that is settled before the first pixel: places, scales, texts. In units. */
export interface FigurePlan {
  figure: Figure;
  panels: PlannedPanel[];
  key: Key;
  /** All texts; none leaves the image or meets another. */
  texts: TextBox[];
}

const TITLE_SIZE = 1.22;
const FIGURE_TITLE_SIZE = 1.5;
/** Empty space around everything. */
const MARGIN = 0.8;

/**
 * @throws {InputError} where the losses do not fit the vertical axis asked for, a colormap is unknown,
 *   or letters of the size asked for leave no room
 */
export async function planFigure(
  landscapes: readonly Landscape[],
  options: SizedOptions,
  measure: MeasureText,
): Promise<FigurePlan> {
  const { width, height, title = "", explain } = options;
  const kind = await loadKind(options);
  const captions = kind.captions?.({ landscapes, options }) ?? panelTitles(landscapes, options);
  const em = letterSize(options, captions.length);
  const style: FigureStyle = { em, theme: THEMES[options.theme], measure };
  const figure: Figure = { landscapes, options, style };
  const key = planKey(width, kind.keyEntries(figure), style);
  const layout = layOut(width, height, captions.length, {
    hasHeader: oneLine(title) !== "",
    footerHeight: key.height,
    em,
  });
  const hasFindings = explain && captions.length === landscapes.length;
  const panels = kind.plan(
    figure,
    layout.panels.map((panel) => withoutCaption(panel, em, hasFindings ? 2 : 1)),
  );

  const board = new TextBoard(width, height);
  placeLine(board, title, FIGURE_TITLE_SIZE * em, style.theme.text, layout.header, 1.6, style);
  captions.forEach((caption, k) => {
    const { text, mutedText } = style.theme;
    const panel = layout.panels[k];
    placeLine(board, caption, TITLE_SIZE * em, text, panel, 1.7, style);
    if (!hasFindings) return;
    const room = panel.width - 2 * MARGIN * em;
    const wording =
      findings(landscapes[k]).find((line) => measure(oneLine(line), em) <= room) ?? "";
    placeLine(board, wording, em, mutedText, panel, 3.35, style);
  });
  key.place(board, layout.footer);
  for (const panel of panels) panel.placeTexts(board);
  return { figure, panels, key, texts: board.placed };
}

function loadKind({ kind }: SizedOptions): Promise<FigureKind> {
  return FIGURE_KINDS[kind]();
}

/** A panel without its caption and the margin. */
function withoutCaption(panel: Rect, em: number, captionRows: number): Rect {
  const captionHeight = (captionRows === 2 ? 4.3 : 2.7) * em;
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
