import { Expected, makeKind } from "../options/kind.ts";
import { decimal } from "../options/numbers.ts";
import type { PlaneCurvature } from "../curvature.ts";
import { InputError, option } from "../errors.ts";
import type { DescentMethod, LossName } from "../landscape.ts";
import { adamRate } from "./adamRate.ts";
import type { PlaneFunction, Point } from "./planeFunction.ts";

/** `ofLargest`: a share of the largest stable step, `2 / lambdaMax`. */
export type DescentRate = "auto" | number | { ofLargest: number };

const LARGEST = "max";

/** `auto`, a step size, or a share of the largest stable one (`0.9max`). */
export const learningRate = makeKind<DescentRate>({
  argument: "R",
  expected: "auto, a number above 0, or a share of the largest stable step like 0.9max",
  choices: ["auto"],
  read(value) {
    if (value === "auto") return "auto";
    const share = shareOfLargest(value);
    const size = decimal(share ?? value);
    if (size === undefined || size <= 0) throw new Expected(this.expected);
    return share === undefined ? size : { ofLargest: size };
  },
  write: rateText,
  record: (rate) => (typeof rate === "object" ? rateText(rate) : rate),
});

/** Without a curvature the first step covers this share of the way to the optimum. */
const FIRST_STEP = 1 / 50;

/**
 * The step size that `auto` or a share of the largest one means:
 *
 * - `gd` and `momentum`: the best constant step of gradient descent, `2 / (lambdaMin + lambdaMax)`
 * - `nesterov`: `1 / lambdaMax`, because with friction 0.9 the former would diverge in a trough
 * - `adam`: the round rate that arrives in the fewest steps, see `adamRate`
 * - a loss without curvature (`mae`, `hinge`, separable data): the first step goes a fiftieth of the
 *   way to the optimum
 *
 * @throws InputError where there is no largest stable step to take a share of
 */
export function descentRate(
  rate: DescentRate,
  method: DescentMethod,
  loss: LossName,
  curvature: PlaneCurvature | undefined,
  plane: PlaneFunction,
  start: Point,
  tolerance: number,
): number {
  if (typeof rate === "number") return rate;
  const lambdaMax = curvature?.eigenvalues[1] ?? 0;
  if (rate !== "auto") {
    if (lambdaMax === 0) {
      throw InputError.of`${option("rate")} ${rateText(rate)}: loss ${loss} has no curvature here and so no largest stable step; expected auto or a number`;
    }
    return (rate.ofLargest * 2) / lambdaMax;
  }
  if (method === "adam") return adamRate(plane, start, tolerance);
  const way: Point = [plane.optimum[0] - start[0], plane.optimum[1] - start[1]];
  if (curvature && lambdaMax > 0) {
    return method === "nesterov" ? 1 / lambdaMax : curvature.bestRate;
  }
  const slope = Math.hypot(...plane.at(start).gradient);
  return (slope > 0 && (FIRST_STEP * Math.hypot(...way)) / slope) || 1;
}

function shareOfLargest(value: unknown): unknown {
  if (typeof value === "object" && value !== null && "ofLargest" in value) return value.ofLargest;
  const isShare = typeof value === "string" && value.endsWith(LARGEST);
  return isShare ? value.slice(0, -LARGEST.length) : undefined;
}

function rateText(rate: DescentRate): string {
  return typeof rate === "object" ? `${rate.ofLargest}${LARGEST}` : String(rate);
}
