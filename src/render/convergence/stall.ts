import type { CurvePoint } from "./curves.ts";
import type { NamedCurve } from "./curves.ts";

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
