import { layOutCharts, placeChartTexts, type ChartContent } from "../axes/chartFrame.ts";
import { drawConvergence } from "../convergence/drawConvergence.ts";
import { planChartTexts } from "../convergence/chartTexts.ts";
import { areTogether, namedCurves, type NamedCurve } from "../convergence/curves.ts";
import { makeStepScale } from "../convergence/chart.ts";
import type { KeyEntry } from "../marks/key.ts";
import { css } from "../marks/symbols.ts";
import { panelTitles } from "../figure/panelScales.ts";
import { makeVerticalScale } from "../scales/verticalScale.ts";
import { THEMES } from "../colors/theme.ts";
import type { FigureKind } from "./figureKind.ts";

/** Shares further below the tolerance than this lie on the floor. */
const LEAST_BELOW = 0.02;
/** Without a tolerance the floor lies here at the lowest. */
const SMALLEST = 1e-16;
const GAP = 0.04;

/**
 * The loss above the optimum, as a share of what it was at the start, against the step, both
 * logarithmic: a line for each path, the tolerance, and the step at which each arrives.
 */
export const CONVERGENCE: FigureKind = {
  ignores: [
    ...(["azimuth", "elevation", "shading", "mesh", "alpha", "colormap", "colorbar"] as const),
    ...(["zScale", "zMax", "zRange", "sameZ", "contours", "samplesShown", "labels"] as const),
  ],
  captions: ({ landscapes, options }) =>
    areTogether(landscapes)
      ? [landscapes.length === 1 ? panelTitles(landscapes, options)[0] : ""]
      : panelTitles(landscapes, options),
  keyEntries({ landscapes, options, style }) {
    const isDark = style.theme === THEMES.dark;
    const curves = namedCurves(landscapes, panelTitles(landscapes, options), isDark).flat();
    const inks = new Map(curves.map(({ name, ink }) => [name, ink]));
    return inks.size > 1 ? Array.from(inks, ([text, ink]) => lineEntry(text, ink)) : [];
  },
  plan(figure, rects) {
    const { landscapes, options, style } = figure;
    const titles = panelTitles(landscapes, options);
    const charts = namedCurves(landscapes, titles, style.theme === THEMES.dark);
    const all = charts.flat();
    const lastStep = Math.max(1, ...all.flatMap(({ points }) => points.map(({ step }) => step)));
    const steps = makeStepScale(lastStep);
    const shares = makeVerticalScale(
      [],
      { zScale: "log", zRange: sharesShown(all), floorGap: GAP, topGap: GAP },
      "the chart",
    );
    const content: ChartContent = {
      x: { ticks: steps.ticks, label: "Step" },
      y: {
        ticks: shares.ticks,
        label: "Loss above the optimum, start = 1",
        shorterLabels: ["Loss above the optimum", "Excess loss"],
      },
    };
    const frames = layOutCharts(
      charts.map(() => content),
      rects,
      style,
    );
    return charts.map((curves, k) => {
      const chart = { curves, frame: frames[k], steps, shares, style, explains: options.explain };
      const texts = planChartTexts(chart);
      return {
        placeTexts(board) {
          placeChartTexts(board, frames[k]);
          texts.place(board);
        },
        draw: (context) => drawConvergence(context, chart, texts.stall()),
      };
    });
  },
};

function lineEntry(text: string, ink: number): KeyEntry {
  return {
    text,
    draw(context, x, y, em) {
      context.fillStyle = css(ink);
      context.fillRect(x - 0.85 * em, y - 0.1 * em, 1.7 * em, 0.2 * em);
    },
  };
}

/** The ends of the vertical axis: room for the start, and for the arrival below the tolerance. */
function sharesShown(curves: readonly NamedCurve[]): { min: number; max: number } {
  const all = curves.flatMap(({ points }) => points.map(({ share }) => share));
  const tolerances = curves.flatMap(({ tolerance = [] }) => tolerance);
  const floor = LEAST_BELOW * Math.min(1, ...tolerances);
  const lowest = Math.min(1, ...all);
  return {
    min: tolerances.length > 0 ? floor : Math.max(lowest / 2, SMALLEST),
    max: Math.max(1, ...all),
  };
}
