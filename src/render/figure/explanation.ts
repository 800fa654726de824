import type { Landscape } from "../../core/landscape.ts";
import { hasHiddenWeights } from "../../core/finding.ts";
import { areTogether, curveOf, namedCurves, type NamedCurve } from "../convergence/curves.ts";
import type { Figure } from "./figure.ts";
import type { ChartRooms } from "./layout.ts";
import { css } from "../marks/symbols.ts";
import { panelTitles } from "./panelScales.ts";
import { formatCompact } from "../scales/numberFormat.ts";

/** The charts of convergence that go with a figure's panels. */
export interface Explanation {
  rooms: ChartRooms;
  /** The panels that have something to chart. */
  panels: number[];
  /** What the charts show of the figure. */
  shown: Pick<Figure, "landscapes" | "options">;
  /** The colour of each panel's line in the chart that they share, for the words about it. */
  inks: Map<number, string>;
  /** Of the chart that panels share: its title, and what it shows in one line, the longest wording first. */
  title: string;
  findings: string[];
}

/** What explains a figure; undefined where nothing in it comes down to an optimum. */
export function explanationOf(
  { landscapes, options }: Explanation["shown"],
  isDark: boolean,
): Explanation | undefined {
  const panels = Array.from(landscapes.keys()).filter((k) => comesDown(landscapes[k]));
  if (panels.length === 0) return undefined;
  const own = panelTitles(landscapes, options);
  const titles = panels.map((k) => own[k]);
  const shown = { landscapes: panels.map((k) => landscapes[k]), options: { ...options, titles } };
  const isShared = landscapes.length === 1 || areTogether(shown.landscapes);
  const curves = namedCurves(shown.landscapes, titles, isDark).flat();
  const isColored = isShared && panels.length > 1;
  return {
    rooms: isShared ? "shared" : "own",
    ...{ panels, shown },
    inks: new Map(isColored ? panels.map((panel, k) => [panel, css(curves[k].ink)]) : []),
    title: titleOf(shown.landscapes),
    findings: comparison(curves),
  };
}

function comesDown(landscape: Landscape): boolean {
  return (landscape.paths ?? []).some((path) => curveOf(landscape, path) !== undefined);
}

function titleOf(landscapes: readonly Landscape[]): string {
  const labels = new Set(landscapes.flatMap(({ paths = [] }) => paths.map(({ label }) => label)));
  const [label] = labels;
  const what = labels.size === 1 ? `How ${label} comes down` : "How each path comes down";
  return landscapes.some(hasHiddenWeights) ? `${what} in this plane` : what;
}

/** How many times as many steps the slowest of the curves needs. */
function comparison(curves: readonly NamedCurve[]): string[] {
  const counted = curves
    .filter(({ steps = 0, diverged }) => steps > 0 && Number.isFinite(steps) && !diverged)
    .sort((a, b) => (a.steps ?? 0) - (b.steps ?? 0));
  const [fast] = counted;
  const slow = counted[counted.length - 1];
  const ratio = counted.length > 1 ? (slow.steps ?? 0) / (fast.steps ?? 1) : 1;
  if (ratio < 1.5) return [];
  const times = `${formatCompact(ratio, ratio < 10 ? 2 : Math.max(2, Math.ceil(Math.log10(ratio))))} times`;
  return [`${slow.name} needs ${times} as many steps as ${fast.name}`, `${times} as many steps`];
}
