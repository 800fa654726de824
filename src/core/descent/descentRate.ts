import { Expected, makeKind } from "../options/kind.ts";
import { decimal } from "../options/numbers.ts";
import { methodOf, type DescentMethod } from "./methods/methods.ts";
import type { RateContext } from "./methods/method.ts";
import { InputError, option } from "../errors.ts";

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

/**
 * The step size that `auto` or a share of the largest one means; by itself each method chooses its
 * own.
 *
 * @throws InputError where there is no largest stable step to take a share of
 */
export function descentRate(
  rate: DescentRate,
  method: DescentMethod,
  lossName: string,
  context: RateContext,
): number {
  if (typeof rate === "number") return rate;
  if (rate === "auto") return methodOf(method).automaticRate(context);
  const lambdaMax = context.curvature?.eigenvalues[1] ?? 0;
  if (lambdaMax === 0) {
    throw InputError.of`${option("rate")} ${rateText(rate)}: loss ${lossName} has no curvature here and so no largest stable step; expected auto or a number`;
  }
  return (rate.ofLargest * 2) / lambdaMax;
}

function shareOfLargest(value: unknown): unknown {
  if (typeof value === "object" && value !== null && "ofLargest" in value) return value.ofLargest;
  const isShare = typeof value === "string" && value.endsWith(LARGEST);
  return isShare ? value.slice(0, -LARGEST.length) : undefined;
}

function rateText(rate: DescentRate): string {
  return typeof rate === "object" ? `${rate.ofLargest}${LARGEST}` : String(rate);
}
