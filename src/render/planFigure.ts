import { InputError } from "../core/errors.ts";
import type { Landscape } from "../core/landscape.ts";
import type { Camera } from "./camera.ts";
import { aimCamera } from "./camera.ts";
import { chooseAzimuth } from "./chooseAzimuth.ts";
import { isColormap } from "./colormaps.ts";
import { buildHeightfield } from "./buildHeightfield.ts";
import type { FigureOptions } from "./figureOptions.ts";
import type { Frame, FrameContent } from "./frame.ts";
import { fitFrames } from "./frame.ts";
import type { Layout, Rect } from "./layout.ts";
import { emOf, layOut } from "./layout.ts";
import type { AxisStyle } from "./marks/axes.ts";
import type { ColorbarLayout } from "./marks/colorbar.ts";
import { colorbarWidth, layOutColorbar } from "./marks/colorbar.ts";
import { findings } from "./marks/findings.ts";
import type { KeyLayout } from "./marks/key.ts";
import { keyEntries, keyRowCount, layOutKey } from "./marks/key.ts";
import { inksByLabel } from "./marks/pathInks.ts";
import type { MeasureText } from "./text/measure.ts";
import { oneLine, shorten } from "./text/measure.ts";
import { TextBoard } from "./text/TextBoard.ts";
import type { TextBox } from "./text/TextBox.ts";
import { makeTextBox } from "./text/TextBox.ts";
import type { Theme } from "./theme.ts";
import { INK, THEMES } from "./theme.ts";
import { thinLandscape } from "./thinLandscape.ts";
import { groundTicks } from "./scales/ticks.ts";
import type { VerticalScale } from "./scales/verticalScale.ts";
import { makeVerticalScale } from "./scales/verticalScale.ts";

/** Everything about a figure that is settled before the first pixel: places, scales, texts. In units. */
export interface FigurePlan {
  em: number;
  theme: Theme;
  panels: PanelPlan[];
  key: KeyLayout;
  /** All texts; none leaves the image or meets another. */
  texts: TextBox[];
}

export interface PanelPlan {
  landscape: Landscape;
  colormap: string;
  vertical: VerticalScale;
  frame: Frame;
  colorbar?: ColorbarLayout;
  /** The colour of each of the landscape's paths. */
  pathInks: number[];
}

const TITLE_SIZE = 1.22;
const FIGURE_TITLE_SIZE = 1.5;
/** Empty space around everything. */
const MARGIN = 0.8;
/** Free parts of the vertical axis at its ends; more at the floor, where it carries contour lines. */
const GAP = 0.03;
const CONTOUR_GAP = 0.36;
/** Points along an axis that the choice of the view looks at. */
const AZIMUTH_POINTS = 32;

/**
 * @throws {InputError} where the losses do not fit the vertical axis asked for, or a colormap is unknown
 */
export function planFigure(
  landscapes: readonly Landscape[],
  options: FigureOptions,
  measure: MeasureText,
): FigurePlan {
  const { width, height, title = "", titles, labels, explain, colormap: colormaps } = options;
  const theme = THEMES[options.theme];
  const inks = inksByLabel(landscapes);
  const entries = explain || inks.size > 0 ? keyEntries(landscapes, inks) : [];
  const hasHeader = oneLine(title) !== "";
  const em = emOf(width, height, landscapes.length);
  const style: AxisStyle = { em, theme, measure };
  const keyRows = keyRowCount(width, entries, style);
  const layout = layOut(width, height, landscapes.length, { hasHeader, keyRows });
  const verticals = verticalScales(landscapes, options);
  const barWidth = options.colorbar ? colorbarWidth(verticals, style) : 0;
  const captionRows = explain ? 2 : 1;
  const frames = fitFrames(
    landscapes.map((landscape, k) => frameContent(landscape, verticals[k], labels)),
    layout.panels.map((panel) => frameRect(panel, em, captionRows, barWidth)),
    aimFigure(landscapes, verticals, options),
    style,
  );
  const panels = landscapes.map((landscape, k): PanelPlan => {
    const panel = layout.panels[k];
    const right = frames[k].camera.centerX + frames[k].reachRight;
    const barRect = { ...frameRect(panel, em, captionRows, 0), left: right, width: barWidth };
    return {
      landscape,
      colormap: colormaps?.length ? colormaps[k % colormaps.length] : knownColormap(landscape, k),
      vertical: verticals[k],
      frame: frames[k],
      pathInks: (landscape.paths ?? []).map(({ label }) => inks.get(label) ?? INK),
      colorbar: options.colorbar ? layOutColorbar(barRect, verticals[k], style) : undefined,
    };
  });
  const key = layOutKey(layout.footer, entries, style);
  const captions = landscapes.map((landscape, k) => ({
    title: titles?.[k] ?? landscape.title,
    findings: explain ? findings(landscape) : "",
  }));
  const texts = placeTexts(layout, width, height, title, captions, panels, key, style);
  return {
    em,
    theme,
    panels,
    key: texts.keyFits ? key : { symbols: [], texts: [] },
    texts: texts.placed,
  };
}

function knownColormap({ colormap }: Landscape, panel: number): string {
  if (isColormap(colormap)) return colormap;
  throw new InputError(`panels[${panel}].colormap: no colormap is named "${colormap}"`);
}

function verticalScales(landscapes: readonly Landscape[], options: FigureOptions): VerticalScale[] {
  const { zScale, zMax, sameZ, contours, elevation } = options;
  const wide = contours > 0 ? CONTOUR_GAP : GAP;
  // Seen from below, the pane that serves as the floor is the upper one.
  const [floorGap, topGap] = elevation >= 0 ? [wide, GAP] : [GAP, wide];
  const settings = { zScale, zMax, floorGap, topGap };
  if (sameZ) {
    const grids = landscapes.map(({ z }) => z);
    const shared = makeVerticalScale(grids, settings, "the panels");
    return landscapes.map(() => shared);
  }
  return landscapes.map(({ z }, k) => makeVerticalScale([z], settings, `panel ${k + 1}`));
}

function aimFigure(
  landscapes: readonly Landscape[],
  verticals: readonly VerticalScale[],
  { azimuth, elevation }: FigureOptions,
): Camera {
  if (azimuth !== "auto") return aimCamera(azimuth, elevation);
  const fields = landscapes.map((landscape, k) =>
    buildHeightfield(
      thinLandscape(landscape, AZIMUTH_POINTS),
      verticals[k],
      aimCamera(0, elevation),
    ),
  );
  return aimCamera(chooseAzimuth(fields, elevation), elevation);
}

function frameContent(
  { x, y, xLabel, yLabel, zLabel }: Landscape,
  vertical: VerticalScale,
  labels: readonly string[] = [],
): FrameContent {
  const ground = (values: Float64Array) => (count: number) =>
    groundTicks(values[0], values[values.length - 1], count);
  return {
    x: { ticks: ground(x), label: oneLine(labels[0] ?? xLabel) },
    y: { ticks: ground(y), label: oneLine(labels[1] ?? yLabel) },
    z: { ticks: (count) => vertical.ticks(count), label: oneLine(labels[2] ?? zLabel) },
  };
}

/** A panel without its caption, its colour bar and the margin. */
function frameRect(panel: Rect, em: number, captionRows: number, barWidth: number): Rect {
  const captionHeight = (captionRows === 2 ? 4.3 : 2.7) * em;
  return {
    left: panel.left + MARGIN * em,
    top: panel.top + captionHeight,
    width: Math.max(panel.width - 2 * MARGIN * em - barWidth, em),
    height: Math.max(panel.height - captionHeight - MARGIN * em, em),
  };
}

function placeTexts(
  layout: Layout,
  width: number,
  height: number,
  title: string,
  captions: readonly { title: string; findings: string }[],
  panels: readonly PanelPlan[],
  key: KeyLayout,
  { em, theme, measure }: AxisStyle,
): { placed: TextBox[]; keyFits: boolean } {
  const board = new TextBoard(width, height);
  const placeLine = (text: string, size: number, color: string, rect: Rect, y: number) => {
    const line = shorten(oneLine(text), size, rect.width - 2 * MARGIN * em, measure);
    const box = makeTextBox(line, size, color, measure);
    board.place({ ...box, x: rect.left + rect.width / 2, y: rect.top + y });
  };
  placeLine(title, FIGURE_TITLE_SIZE * em, theme.text, layout.header, 1.6 * em);
  captions.forEach((caption, k) => {
    const panel = layout.panels[k];
    placeLine(caption.title, TITLE_SIZE * em, theme.text, panel, 1.7 * em);
    placeLine(caption.findings, em, theme.mutedText, panel, 3.35 * em);
  });
  const keyFits = key.texts.every((box) => board.place(box));
  for (const { frame, colorbar } of panels) {
    const { x, y, z } = frame.axes;
    // Labels first: an axis may lose a number, but not its name.
    const readable = [z, x, y].filter(({ label, needsLabel }) => board.place(label) || !needsLabel);
    for (const box of readable.flatMap(({ tickLabels }) => tickLabels)) board.place(box);
    if (!colorbar) continue;
    // Numbers without their power of ten would be wrong ones.
    const notesFit = colorbar.notes.map((box) => board.place(box)).every(Boolean);
    if (notesFit) for (const box of colorbar.tickLabels) board.place(box);
  }
  return { placed: board.placed, keyFits };
}
