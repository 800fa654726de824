import { formatCompact } from "../scales/numberFormat.ts";
import type { NamedCurve } from "./namedCurves.ts";

const SHARES: Record<string, string> = {
  "1e-1": "a tenth",
  "1e-2": "a hundredth",
  "1e-3": "a thousandth",
  "1e-6": "a millionth",
  "1e-9": "a billionth",
};

/** What it means to have arrived: `arrived: a millionth of the start`. */
export function toleranceWords(tolerance: number): string {
  const share = SHARES[tolerance.toExponential()] ?? formatCompact(tolerance);
  return `arrived: ${share} of the start`;
}

/** `3 steps`, `after 200 steps`, `never arrives`, `diverges`; with the name in front of it. */
export function stepsWords({ steps, diverged, lastHeld }: NamedCurve): string {
  if (diverged) return "diverges";
  if (steps === undefined) return `${formatCompact(lastHeld.step, 7)} steps`;
  if (!Number.isFinite(steps)) return "does not arrive";
  return `${formatCompact(steps, 7)} ${steps === 1 ? "step" : "steps"}`;
}
