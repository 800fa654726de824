import type { FittedOptimum } from "../fit/fittedOptimum.ts";
import { leastNorm, leastSquares } from "../fit/leastSquares.ts";
import { usefulColumns } from "../fit/standardCoordinates.ts";
import { exactResiduals } from "../linalg/exactResiduals.ts";
import { dot } from "../sums.ts";
import { remoteKinkedFit } from "./remoteKinkedFit.ts";
import { remoteLogisticFit } from "./remoteLogisticFit.ts";
import type { RemoteModel } from "./remoteModel.ts";

/** A fit by squares that leaves this share of the target's spread leaves nothing. */
const PERFECT = 1e-14;

/** The weights of least loss over rows that stay where they are; see `fitOptimum`. */
export async function remoteOptimum(model: RemoteModel): Promise<FittedOptimum> {
  const { condensed, design, l1, l2, rowLoss, interceptIndex, summary } = model;
  const squares = leastSquares(condensed, design, l2);
  const kept = usefulColumns({ l1, l2, interceptIndex }, design);
  const fitted = await fit();
  if (l1 > 0) return fitted;
  return {
    ...fitted,
    weights: leastNorm(fitted.weights, design, squares.flat),
    unique: fitted.unique && squares.flat.length === 0,
  };

  function fit(): FittedOptimum | Promise<FittedOptimum> {
    if (rowLoss.form === "logistic") return remoteLogisticFit(model, kept);
    const { low, bend } = rowLoss;
    const zero = new Float64Array(squares.weights.length);
    if (low === 0) return remoteKinkedFit(model, bend, low, zero, kept, 1);
    const rest = exactResiduals(condensed.columns, condensed.offset, squares.weights);
    const spread = Math.sqrt(dot(rest, rest) / rest.length);
    const { covariance, mean } = summary.moments;
    const last = mean.length - 1;
    const size = Math.hypot(Math.sqrt(covariance[last * (last + 2)]), mean[last]);
    if (spread <= PERFECT * size && l1 === 0 && l2 === 0) {
      return { weights: squares.weights, exists: true, unique: true, gap: 0 };
    }
    const start = kept.length === zero.length ? squares.weights : zero;
    return remoteKinkedFit(model, bend, low, start, kept, spread || size || 1);
  }
}
