import type { FittedOptimum } from "../fit/fittedOptimum.ts";
import type { Separation } from "../fit/separation.ts";
import type { RemoteModel } from "./remoteModel.ts";
import { remoteNewton, type RemoteFit } from "./remoteNewton.ts";

const ROUNDS = 5;
const STEPS = 25;
/** Margins that one more step moves by more than this do not converge. */
const MOVING = 0.1;
/** A margin below this share of the largest counts as none. */
const EDGE = 1e-9;

/**
 * The logistic loss over rows that stay where they are. Without a penalty, where one more step would
 * still move margins, that step is a direction of separation as soon as it puts no row on the wrong
 * side: along it the separated rows' margins grow for ever, while those of the rows on its edge have
 * converged.
 */
export async function remoteLogisticFit(
  model: RemoteModel,
  kept: number[],
): Promise<FittedOptimum> {
  const { rowLoss, l1, l2 } = model;
  const canSeparate = l1 === 0 && l2 === 0;
  let weights: Float64Array = new Float64Array(model.columns.length);
  let fit: RemoteFit | undefined;
  for (let round = 0; round < ROUNDS; round++) {
    fit = await remoteNewton(model, rowLoss, weights, kept, 1e-15, STEPS);
    const move = fit.weights.map((weight, k) => fit!.nextWeights[k] - weight);
    weights = fit.weights;
    if (!canSeparate) {
      if (fit.hasConverged) break;
      continue;
    }
    const separation = await separationAlong(model, weights, move);
    if (separation === "none") break;
    if (separation) return { weights, exists: false, unique: false, gap: 1, separation };
  }
  const { gap, isDefinite } = fit as RemoteFit;
  return { weights, exists: true, unique: isDefinite, gap };
}

/** @returns `"none"` where the margins have converged, undefined where the step does not tell */
async function separationAlong(
  model: RemoteModel,
  weights: Float64Array,
  move: Float64Array,
): Promise<Separation | "none" | undefined> {
  const { rows, rowCount } = model;
  const moved = await rows.extremes(model.placeOf(move), 0);
  const largest = Math.max(-moved.min, moved.max);
  if (largest < MOVING) return "none";
  const { max } = await rows.extremes(model.placeOf(weights), 0);
  if (max < 0) return { separated: rowCount, edge: 0 };
  if (moved.max > EDGE * largest) return undefined;
  const { below } = await rows.extremes(model.placeOf(move), -EDGE * largest);
  return { separated: below, edge: rowCount - below };
}
