import { excessByFormula } from "../../core/descent/stepsOfDescent.ts";
import type { DescentPath, Landscape } from "../../core/landscape.ts";
import { InputError, option } from "../../core/errors.ts";
import { inkedPaths, PATH_INKS } from "../marks/pathInks.ts";

/** A place on a curve: the loss above the optimum as a share of what it was at the start. */
export interface CurvePoint {
  step: number;
  share: number;
}

/** How a path comes down. */
export interface Curve {
  points: CurvePoint[];
  /** The last step that the path holds; what follows is known by formula. */
  lastHeld: CurvePoint;
  /** Where it is within its tolerance for the first time. */
  arrival?: CurvePoint;
  tolerance?: number;
  /** Steps to the tolerance; `Infinity`: never; undefined: not known. */
  steps?: number;
  diverged: boolean;
}

/** A curve that climbs this many times as high as its start has no end to see. */
const HIGHEST = 1e3;
/** So many points of a curve suffice for any picture. */
const MOST_POINTS = 600;

/** A curve, what it is called in its chart, and its ink in either theme. */
export interface NamedCurve extends Curve {
  name: string;
  ink: number;
}

/** Curves of panels with one path each stand in one chart; so many can be told apart. */
const MOST_TOGETHER = 6;

/** On dark ground, in the order of the inks of paths. */
const LIGHT_INKS = [0xf0f3f6, 0xff8a3d, 0x57b3ff, 0xb592ff, 0xcfcb94, 0xff6f9f];

/** The curve of a path; nothing where the optimum, or a loss above it at the start, is not known. */
export function curveOf(landscape: Landscape, path: DescentPath): Curve | undefined {
  const { optimum } = landscape;
  if (!optimum?.exists) return undefined;
  const formula = excessByFormula(landscape, path);
  const excess = formula ?? ((step: number) => path.z[step] - optimum.z);
  const first = excess(0);
  if (!(first > 0)) return undefined;
  const held = path.z.length - 1;
  const { stepsToTolerance, tolerance, diverged } = path;
  const isFinite = stepsToTolerance !== undefined && Number.isFinite(stepsToTolerance);
  const last = formula && isFinite ? Math.max(held, stepsToTolerance) : held;
  const known = stepsUpTo(last, held)
    .map((step) => ({ step, share: excess(step) / first }))
    .filter(({ share }) => share > 0 && Number.isFinite(share));
  const tooHigh = known.findIndex(({ share }) => share > HIGHEST);
  const points = tooHigh < 0 ? known : known.slice(0, tooHigh);
  const arrival = isFinite && stepsToTolerance <= last ? arrivalAt(stepsToTolerance) : undefined;
  if (arrival && arrival.step > (points.at(-1)?.step ?? 0)) points.push(arrival);
  return {
    points,
    lastHeld: points.findLast(({ step }) => step <= held) ?? points[0],
    ...(arrival && { arrival }),
    tolerance,
    steps: stepsToTolerance,
    diverged,
  };

  /** Rounding may leave nothing of the loss above the optimum: then it has arrived at the tolerance. */
  function arrivalAt(step: number): CurvePoint {
    const share = excess(step) / first;
    return { step, share: share > 0 ? share : (tolerance ?? 0) };
  }
}

/** Every step at the beginning, then at equal ratios, powers of ten and the last two among them. */
function stepsUpTo(last: number, held: number): number[] {
  const steps = new Set<number>([held, last]);
  for (let step = 0; step <= Math.min(last, MOST_POINTS / 3); step++) steps.add(step);
  for (let step = 1; step < last; step *= 10) steps.add(step);
  const ratio = last ** (1.5 / MOST_POINTS);
  for (let step = 1; step < last && ratio > 1; step *= ratio) steps.add(Math.round(step));
  return [...steps].sort((a, b) => a - b);
}

/** Whether all curves stand in one chart, not in one for each panel. */
export function areTogether(landscapes: readonly Landscape[]): boolean {
  const most = Math.max(...landscapes.map(({ paths = [] }) => paths.length));
  return landscapes.length === 1 || (most <= 1 && landscapes.length <= MOST_TOGETHER);
}

/**
 * The curves of each chart.
 *
 * @throws {InputError} where a panel has no path, or no optimum to come down to
 */
export function namedCurves(
  landscapes: readonly Landscape[],
  titles: readonly string[],
  isDark: boolean,
): NamedCurve[][] {
  const shown = (ink: number) => (isDark ? LIGHT_INKS[PATH_INKS.indexOf(ink)] : ink);
  const curves = landscapes.map((landscape, panel) => {
    refuseWithoutCurve(landscape, panel);
    return inkedPaths(landscapes, landscape).flatMap(({ path, ink }): NamedCurve[] => {
      const curve = curveOf(landscape, path);
      return curve ? [{ ...curve, name: path.label, ink: shown(ink) }] : [];
    });
  });
  if (!areTogether(landscapes) || landscapes.length === 1) return curves;
  const names = whatDiffers(titles);
  return [
    curves.flatMap((own, k) =>
      own.map((curve) => ({ ...curve, name: names[k], ink: shown(PATH_INKS[(k + 1) % 6]) })),
    ),
  ];
}

function refuseWithoutCurve({ paths = [], optimum }: Landscape, panel: number): void {
  const place = `panel ${panel + 1}`;
  if (paths.length === 0) {
    throw InputError.of`${option("kind")} convergence: ${place} has no path; add ${option("descent", "gd")}`;
  }
  if (!optimum) {
    throw InputError.of`${option("kind")} convergence: ${place} does not say where its optimum is; expected a document with it, or data`;
  }
  if (!optimum.exists) {
    throw InputError.of`${option("kind")} convergence: the loss of ${place} has no minimum to come near to; a penalty gives it one, such as ${option("l2", "0.01")}`;
  }
}

/** Titles without the words that all begin and end with. */
export function whatDiffers(titles: readonly string[]): string[] {
  const words = titles.map((title) => title.split(/\s+/));
  const shortest = Math.min(...words.map(({ length }) => length));
  const isShared = (at: (list: string[]) => string | undefined) =>
    words.every((list) => at(list) === at(words[0]));
  let start = 0;
  while (start < shortest - 1 && isShared((list) => list[start])) start++;
  let end = 0;
  while (end < shortest - 1 - start && isShared((list) => list[list.length - 1 - end])) end++;
  return words.map((list, k) => {
    const rest = list.slice(start, list.length - end).join(" ");
    return rest.replace(/^[(,]+|[),]+$/g, "") || titles[k];
  });
}

/** A point at which a curve still lies high. */
export interface Stall {
  point: CurvePoint;
  ink: number;
}

/** A curve that has lost less than half of its height has not come down yet. */
const HIGH = 0.5;
const FEWEST_STEPS = 10;

/** Where the curve that lies high for longest still does, at a power of ten of steps; undefined where none is the longest. */
export function longestStall(curves: readonly NamedCurve[]): Stall | undefined {
  const stalls = curves
    .flatMap((curve): Stall[] => {
      const point = lastHigh(curve);
      return point ? [{ point, ink: curve.ink }] : [];
    })
    .sort((a, b) => b.point.step - a.point.step);
  const [longest, next] = stalls;
  return next?.point.step === longest?.point.step ? undefined : longest;
}

function lastHigh({ points }: NamedCurve): CurvePoint | undefined {
  return points.findLast(
    ({ step, share }) =>
      step >= FEWEST_STEPS && Number.isInteger(Math.log10(step)) && share >= HIGH && share <= 1,
  );
}
