import type { LossName } from "./landscape.ts";

/**
 * A loss as a convex function of one residual. A row's residual is `offset - x·w`; for `hinge` it is
 * `1 - s x·w` and for `logistic` `-s x·w`, with `s` the row's label, -1 or +1.
 */
export interface PointLoss {
  value(residual: number): number;
  /** First derivative; at a kink the subgradient nearest to zero. */
  slope(residual: number): number;
  /** Second derivative; zero for losses with kinks. */
  curvature(residual: number): number;
}

/** @param delta Huber's threshold */
export function pointLoss(name: LossName, delta: number): PointLoss {
  switch (name) {
    case "mse":
      return { value: (r) => r * r, slope: (r) => 2 * r, curvature: () => 2 };
    case "mae":
      return { value: Math.abs, slope: Math.sign, curvature: () => 0 };
    case "huber":
      return {
        value: (r) => {
          const magnitude = Math.abs(r);
          return magnitude <= delta ? 0.5 * r * r : delta * (magnitude - 0.5 * delta);
        },
        slope: (r) => Math.max(-delta, Math.min(delta, r)),
        curvature: (r) => (Math.abs(r) <= delta ? 1 : 0),
      };
    case "logistic":
      return { value: softplus, slope: sigmoid, curvature: (r) => sigmoid(r) * sigmoid(-r) };
    case "hinge":
      return {
        value: (r) => Math.max(0, r),
        slope: (r) => (r > 0 ? 1 : 0),
        curvature: () => 0,
      };
  }
}

/** `log(1 + exp(r))` without overflow or cancellation. */
function softplus(r: number): number {
  return Math.max(0, r) + Math.log1p(Math.exp(-Math.abs(r)));
}

function sigmoid(r: number): number {
  if (r >= 0) return 1 / (1 + Math.exp(-r));
  const exponential = Math.exp(r);
  return exponential / (1 + exponential);
}

export function isClassification(name: LossName): boolean {
  return name === "logistic" || name === "hinge";
}
