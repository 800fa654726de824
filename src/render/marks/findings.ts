import { findingOf } from "../../core/finding.ts";
import type { Landscape, DescentPath } from "../../core/landscape.ts";
import { formatCompact } from "../scales/numberFormat.ts";

/**
 * What a panel shows, in one line: how well conditioned it is, and what that costs. Several
 * wordings of the same numbers, the longest first: where there is no room words are left out, never
 * digits.
 */
export function findings(panel: Landscape): string[] {
  const { ofModel, conditionNumber, steps, isEstimate, diverges } = findingOf(panel);
  const [path] = panel.paths ?? [];
  // Beside hidden weights the path is the plane's, and the words are about the model.
  const gait = path && !ofModel ? gaitOf(panel, path) : undefined;
  const count = steps === undefined ? undefined : stepsWords(diverges, steps, isEstimate, gait);
  const of = ofModel ? "model: " : "";
  if (conditionNumber === undefined) return (count ?? []).map((words) => of + words);
  const condition = formatCount(conditionNumber);
  if (!count) return [`${of}condition number ${condition}`, `${of}condition ${condition}`];
  return [
    `${of}condition number ${condition}  ·  ${count[0]}`,
    `${of}condition number ${condition}  ·  ${count[1]}`,
    `${of}condition ${condition}  ·  ${count[1]}`,
    `${of}κ ${condition} · ${count[1]}`,
    `${of}${count[1]}`,
  ];
}

function stepsWords(
  diverges: boolean,
  steps: number,
  isEstimate: boolean,
  gait: Gait | undefined,
): [long: string, short: string] {
  if (diverges) return ["descent diverges", "diverges"];
  if (!Number.isFinite(steps)) return ["never converges", "never"];
  const count = `${isEstimate ? "about " : ""}${formatCount(steps)}`;
  const short = `${count} ${steps === 1 ? "step" : "steps"}`;
  return [`${short} ${gait ? WAYS[gait] : "to the optimum"}`, short];
}

const WAYS: Record<Gait, string> = {
  swinging: "from wall to wall",
  straight: "straight to the optimum",
};

function formatCount(value: number): string {
  return formatCompact(value, value < 100 ? 3 : 5);
}

/** How a path walks: back and forth across a trough, or by the shortest way. */
export type Gait = "swinging" | "straight";

/** Fewer turns do not show that a path swings. */
const LEAST_TURNS = 30;
/** Cosine between moves that turn back: two that differ in direction by 155 degrees. */
const TURNING_BACK = -0.9;
const MOST_TURNING_BACK = 0.9;
/** Of a straight path, its length over the distance between its ends. */
const LONGEST_STRAIGHT = 1.1;
/** Of the way from the start to the optimum, how far from it a path may end that has gone there. */
const NEAR = 0.1;

/** How a path walks over the window, whose sides count as equally long; undefined for any other way. */
export function gaitOf({ x, y, optimum }: Landscape, path: DescentPath): Gait | undefined {
  const [spanX, spanY] = [x, y].map((places) => places[places.length - 1] - places[0]);
  const moveBetween = (from: number, to: number) => [
    (path.x[to] - path.x[from]) / spanX,
    (path.y[to] - path.y[from]) / spanY,
  ];
  const fromOptimum = (step: number) =>
    optimum
      ? Math.hypot((path.x[step] - optimum.x) / spanX, (path.y[step] - optimum.y) / spanY)
      : NaN;
  const last = path.x.length - 1;
  const moves = Array.from({ length: last }, (_, k) => moveBetween(k, k + 1)).filter(
    ([dx, dy]) => Math.hypot(dx, dy) > 0,
  );
  if (moves.length === 0) return undefined;
  const length = moves.reduce((sum, [dx, dy]) => sum + Math.hypot(dx, dy), 0);
  const [netX, netY] = moveBetween(0, last);
  if (length <= LONGEST_STRAIGHT * Math.hypot(netX, netY)) {
    return fromOptimum(last) <= NEAR * fromOptimum(0) ? "straight" : undefined;
  }
  const turns = moves.length - 1;
  const turnsBack = moves.filter(([dx, dy], k) => {
    if (k === 0) return false;
    const [ex, ey] = moves[k - 1];
    return dx * ex + dy * ey <= TURNING_BACK * Math.hypot(dx, dy) * Math.hypot(ex, ey);
  }).length;
  return turns >= LEAST_TURNS && turnsBack >= MOST_TURNING_BACK * turns ? "swinging" : undefined;
}
