import type { RowLoss } from "../../core/remote/remoteRows.ts";
import type { Dialect } from "./dialect.ts";

/** SQL of a loss at a residual `r`, each expression a double. */
export interface LossTerms {
  value: string;
  slope: string;
  curvature: string;
  /** The curvature of a parabola above the loss that touches it at `r`. */
  above: string;
}

/** Beyond this an exponential is nothing, and some engines call its underflow an error. */
const FARTHEST = 500;

/** The terms of a row's loss; those of a kinked one are named in `RowLoss`. */
export function lossTerms({ literal }: Dialect, loss: RowLoss): LossTerms {
  return loss.form === "logistic" ? logisticTerms(literal) : kinkedTerms(literal, loss);
}

function kinkedTerms(
  literal: (value: number) => string,
  { low, bend }: Extract<RowLoss, { form: "kinked" }>,
): LossTerms {
  const [zero, one] = [literal(0), literal(1)];
  if (bend === 0) {
    const below = low === 0 ? zero : "-r";
    return {
      value: `CASE WHEN r > 0 THEN r ELSE ${below} END`,
      slope: `CASE WHEN r > 0 THEN ${one} WHEN r < 0 THEN ${literal(low)} ELSE ${zero} END`,
      curvature: zero,
      above: zero,
    };
  }
  const high = `r > ${literal(bend)}`;
  const under = low === 0 ? "r < 0" : `r < ${literal(-bend)}`;
  const half = literal(bend / 2);
  const piecewise = (above: string, below: string, inside: string) =>
    `CASE WHEN ${high} THEN ${above} WHEN ${under} THEN ${below} ELSE ${inside} END`;
  return {
    value: piecewise(
      `r - ${half}`,
      low === 0 ? zero : `-r - ${half}`,
      `r * r * ${literal(0.5 / bend)}`,
    ),
    slope: piecewise(one, literal(low), `r * ${literal(1 / bend)}`),
    curvature: piecewise(zero, zero, literal(1 / bend)),
    above: piecewise(
      `${one} / r`,
      low === 0 ? `${one} / (${literal(bend)} - 2 * r)` : `-${one} / r`,
      literal(1 / bend),
    ),
  };
}

/** With `u = exp(-|r|)`; `log(1 + u)` by its series where adding would round u away. */
function logisticTerms(literal: (value: number) => string): LossTerms {
  const [one, half] = [literal(1), literal(0.5)];
  const series = `u * (${one} - u * (${half} - u * (${literal(1 / 3)} - u * (${literal(0.25)} - u * ${literal(0.2)}))))`;
  const slope = `CASE WHEN r > 0 THEN ${one} ELSE u END / (${one} + u)`;
  return {
    value: `CASE WHEN r > 0 THEN r ELSE ${literal(0)} END + CASE WHEN u < ${literal(1e-3)} THEN ${series} ELSE LN(${one} + u) END`,
    slope,
    curvature: `u / ((${one} + u) * (${one} + u))`,
    above: `CASE WHEN r > ${literal(1e-4)} OR r < ${literal(-1e-4)} THEN (${slope} - ${half}) / r ELSE ${literal(0.25)} END`,
  };
}

/** What a loss's terms need beside `r`: `u`, of the logistic one. */
export function helperOf({ literal }: Dialect, loss: RowLoss): string | undefined {
  if (loss.form !== "logistic") return undefined;
  const far = literal(FARTHEST);
  return `CASE WHEN r > ${far} OR r < -${far} THEN ${literal(0)} ELSE EXP(-ABS(r)) END`;
}
