import { excessByFormula } from "../../core/descent/stepsOfDescent.ts";
import type { DescentPath, Landscape } from "../../core/landscape.ts";

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
  const arrival =
    isFinite && stepsToTolerance <= last
      ? { step: stepsToTolerance, share: excess(stepsToTolerance) / first }
      : undefined;
  return {
    points,
    lastHeld: points.findLast(({ step }) => step <= held) ?? points[0],
    // Rounding may leave nothing of the loss above the optimum: then it has arrived at the tolerance.
    ...(arrival && {
      arrival: { ...arrival, share: arrival.share > 0 ? arrival.share : (tolerance ?? 0) },
    }),
    tolerance,
    steps: stepsToTolerance,
    diverged,
  };
}

/** Every step at the beginning, then at equal ratios; the last two among them. */
function stepsUpTo(last: number, held: number): number[] {
  const steps = new Set<number>([held, last]);
  for (let step = 0; step <= Math.min(last, MOST_POINTS / 3); step++) steps.add(step);
  const ratio = last ** (1.5 / MOST_POINTS);
  for (let step = 1; step < last && ratio > 1; step *= ratio) steps.add(Math.round(step));
  return [...steps].sort((a, b) => a - b);
}
