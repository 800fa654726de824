import type { Landscape } from "../../core/landscape.ts";
import { surfaceLoss } from "../../core/surface.ts";
import {
  drawChartAxes,
  layOutCharts,
  placeChartTexts,
  type ChartContent,
} from "../axes/chartFrame.ts";
import { contrasting, packColor } from "../colors/color.ts";
import { samplePalette } from "../colors/colormaps.ts";
import { contourLines } from "../contours/contourLines.ts";
import type { Rect } from "../figure/layout.ts";
import {
  levelNames,
  seatLabels,
  withGaps,
  contains,
  type LevelLine,
  type SeatedLabel,
} from "../map/lineLabels.ts";
import {
  drawFlatEnd,
  drawFlatPath,
  drawFlatStart,
  flattenPath,
  pointsOf,
  type FlatPath,
} from "../map/flatPath.ts";
import {
  colorbarWidth,
  heightAboveBar,
  planColorbar,
  type PlannedColorbar,
} from "../marks/colorbar.ts";
import type { ScreenPoint } from "../contours/crowding.ts";
import { END } from "../marks/end.ts";
import { spacedLevels, withoutCrowding } from "../contours/lineSpacing.ts";
import { optimumEntry } from "../marks/optimum.ts";
import { PATH } from "../marks/path.ts";
import { inkedPaths, rimOver } from "../marks/pathInks.ts";
import { SAMPLES } from "../marks/samples.ts";
import { START } from "../marks/start.ts";
import { css, fillDiamond } from "../marks/symbols.ts";
import { panelColormap, panelScales } from "../figure/panelScales.ts";
import { contourLevels } from "../contours/contourLevels.ts";
import { groundTicks } from "../scales/ticks.ts";
import {
  colorOfLoss,
  type MapPanel,
  drawColors,
  drawLine,
  drawSamples,
  inPlot,
} from "../map/drawMap.ts";
import { oneLine } from "../text/measure.ts";
import { makeTextBox, reach, type TextBox } from "../text/textBoxes.ts";
import { INK, RIM } from "../colors/theme.ts";
import type { FigureKind, PlannedPanel } from "./figureKind.ts";
import { paintedAt } from "../map/lossMap.ts";

const LABEL_SIZE = 0.88;
/** Of a colour bar from its topmost number, in ems. */
const NAME_GAP = 1.3;
const DIAMOND = 0.72;

/** Maps of the loss seen from straight above, with named lines of equal loss. */
export const CONTOUR: FigureKind = {
  ignores: ["azimuth", "elevation", "shading", "mesh"],
  keyEntries(figure) {
    const marks = [SAMPLES, START, PATH, END];
    const hasOptimum = figure.landscapes.some(({ optimum }) => optimum?.inside && optimum.exists);
    const entries = marks.flatMap((mark) => mark.keyEntries?.(figure) ?? []);
    return hasOptimum ? [...entries, optimumEntry(figure.landscapes)] : entries;
  },
  plan(figure, rects) {
    const { landscapes, options, style } = figure;
    const scales = panelScales(landscapes, options, { floorGap: 0, topGap: 0 });
    const beside = options.colorbar ? colorbarWidth(figure, scales) : 0;
    const frames = layOutCharts(
      landscapes.map((landscape) => chartContent(landscape, options.labels)),
      rects.map((rect) => ({ ...rect, width: rect.width - beside })),
      style,
    );
    return landscapes.map((landscape, k) => {
      const panel: MapPanel = {
        ...{ figure, landscape, vertical: scales[k], frame: frames[k] },
        colormap: panelColormap(figure, k),
      };
      const { plot } = frames[k];
      const above = heightAboveBar(scales[k], NAME_GAP, style);
      const room = { left: plot.left + plot.width, width: beside };
      const bar = planColorbar(panel, room, plot.top + above, plot.height - above, NAME_GAP);
      return planMap(panel, bar);
    });
  },
};

function chartContent(
  { x, y, xLabel, yLabel }: Landscape,
  labels: readonly string[] = [],
): ChartContent {
  const spanOf = (values: Float64Array) => values[values.length - 1] - values[0];
  const ticks = (values: Float64Array) => (count: number) =>
    groundTicks(values[0], values[values.length - 1], count, 0);
  const hasEqualSpans = Math.abs(spanOf(x) - spanOf(y)) <= 1e-9 * Math.abs(spanOf(x));
  return {
    x: { ticks: ticks(x), label: oneLine(labels[0] ?? xLabel) },
    y: { ticks: ticks(y), label: oneLine(labels[1] ?? yLabel) },
    ...(hasEqualSpans && { aspect: 1 }),
  };
}

function planMap(panel: MapPanel, bar: PlannedColorbar | undefined): PlannedPanel {
  const { figure, landscape, frame, vertical } = panel;
  const { em, theme, measure } = figure.style;
  const palette = samplePalette(panel.colormap);
  const project = projection(landscape, frame.plot);
  const lines = linesOf(panel, project);
  const paths = inkedPaths(figure.landscapes, landscape).map(({ path, ink }) =>
    flattenPath(landscape, path, ink, project, (x, y) =>
      rimOver(colorOfLoss(vertical, palette, surfaceLoss(landscape, x, y)), ink),
    ),
  );
  const best = landscape.optimum;
  const optimum = best?.exists && best.inside ? project(best.x, best.y) : undefined;
  const inkOf = (level: number) =>
    css(packColor(contrasting(colorOfLoss(vertical, palette, level))));
  const names = levelNames(lines.map(({ level }) => level));
  const labels = seatLabels(
    lines.filter(({ level }) => names.has(level)),
    em,
    (level) => makeTextBox(names.get(level) ?? "", LABEL_SIZE * em, inkOf(level), measure),
    labelRoom(panel, paths, optimum),
  );
  let named: SeatedLabel[] = labels;
  return {
    top: frame.plot.top,
    placeTexts(board) {
      placeChartTexts(board, frame);
      bar?.placeTexts(board);
      named = labels.filter(({ box }) => board.place(box));
    },
    draw(context) {
      const { plot } = frame;
      context.fillStyle = theme.floor;
      context.fillRect(plot.left, plot.top, plot.width, plot.height);
      inPlot(context, plot, () => {
        drawColors(context, panel, palette);
        for (const line of lines)
          drawLine(context, withGaps(line, named, em), inkOf(line.level), em);
        drawSamples(context, panel, project);
        for (const path of paths) drawFlatPath(context, path, em);
        for (const path of paths) drawFlatStart(context, path, em);
        for (const path of paths) drawFlatEnd(context, path, em);
        if (!optimum) return;
        fillDiamond(context, optimum[0], optimum[1], DIAMOND * em, INK);
        fillDiamond(context, optimum[0], optimum[1], 0.65 * DIAMOND * em, RIM);
      });
      drawChartAxes(context, frame, figure.style);
      bar?.draw(context);
    },
  };
}

function projection({ x, y }: Landscape, plot: Rect): (x: number, y: number) => ScreenPoint {
  const share = (values: Float64Array, value: number) =>
    (value - values[0]) / (values[values.length - 1] - values[0]);
  return (u, v) => [
    plot.left + share(x, u) * plot.width,
    plot.top + (1 - share(y, v)) * plot.height,
  ];
}

/** Lines of round levels that stand apart on the map. */
function linesOf(
  { figure, landscape, vertical }: MapPanel,
  project: (x: number, y: number) => ScreenPoint,
): LevelLine[] {
  const { contours, zScale } = figure.options;
  if (contours === 0) return [];
  const { lowestLoss, highestLoss } = vertical;
  const levels = contourLevels(lowestLoss, highestLoss, contours, zScale === "log");
  const lines = spacedLevels(contourLines(landscape, levels, vertical.position), [project], 1);
  return withoutCrowding(lines, project, 1).map(({ level, xs, ys }) => ({
    level,
    points: xs.map((x, k) => project(x, ys[k])),
  }));
}

/** Whether a text lies on the colours and meets neither paths nor the optimum. */
function labelRoom(
  { figure, landscape, vertical, frame: { plot } }: MapPanel,
  paths: readonly FlatPath[],
  optimum: ScreenPoint | undefined,
): (box: TextBox) => boolean {
  const { em } = figure.style;
  const isPainted = paintedAt(landscape, vertical, plot);
  const walked = paths.flatMap(({ pieces }) => pieces.flatMap(pointsOf));
  const ends = [...paths.flatMap(({ steps }) => [steps[0], steps[steps.length - 1]])];
  if (optimum) ends.push(optimum);
  return (box) => {
    const [reachX, reachY] = [reach(box, 1, 0), reach(box, 0, 1)];
    if (box.x - reachX < plot.left || box.x + reachX > plot.left + plot.width) return false;
    if (box.y - reachY < plot.top || box.y + reachY > plot.top + plot.height) return false;
    const wide = { ...box, width: box.width + 1.2 * em, height: box.height + 1.2 * em };
    return (
      cornersOf(box).every(isPainted) &&
      !walked.some((point) => contains(box, point)) &&
      !ends.some((point) => contains(wide, point))
    );
  };
}

function cornersOf({ x, y, width, height, angle }: TextBox): ScreenPoint[] {
  const [cos, sin] = [Math.cos(angle) / 2, Math.sin(angle) / 2];
  return [1, -1].flatMap((across) =>
    [1, -1].map((down): ScreenPoint => [
      x + across * width * cos - down * height * sin,
      y + across * width * sin + down * height * cos,
    ]),
  );
}
