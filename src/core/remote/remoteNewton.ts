import { columnLengths, type Root } from "../fit/activeFactor.ts";
import { curvedStep, lassoStep } from "../fit/newtonStep.ts";
import { remoteCoordinates } from "./coordinates.ts";
import type { RemoteModel } from "./remoteModel.ts";
import type { PlaceSums, RowLoss } from "./remoteRows.ts";

export interface RemoteFit {
  weights: Float64Array;
  /** Where one more step would lead. */
  nextWeights: Float64Array;
  /** At these weights. */
  sums: PlaceSums;
  /** With the penalties. */
  loss: number;
  /** What one more step would gain by the quadratic model, as a share of the loss. */
  gap: number;
  /** Whether the Hessian there is positive definite. */
  isDefinite: boolean;
  /** Whether the last step gained next to nothing. */
  hasConverged: boolean;
}

interface Step {
  move: Float64Array;
  /** What the quadratic model promises. */
  descent: number;
  isDefinite: boolean;
}

/** Shares of a step that are tried in one query where the whole of it does not descend. */
const SHARES = Float64Array.from({ length: 12 }, (_, k) => 2 ** -(k + 1));
const ARMIJO = 1e-4;
/** A gain below this share of the loss does not show in it: the step is taken, and is the last. */
const POLISHING = 1e-12;
const EXACT = 1e-28;

/**
 * Newton's method with a line search, with l2 and l1 penalties; each step is a query or two. After
 * a step that had to be cut hard, or where the loss bends in few directions, the quadratic is one
 * that lies above the loss, which descends always.
 *
 * @param kept indices of the weights that may move; the others stay at zero
 * @param accuracy the step's gain, as a share of the loss, at which to stop
 */
export async function remoteNewton(
  model: RemoteModel,
  rowLoss: RowLoss,
  start: Float64Array,
  kept: readonly number[],
  accuracy: number,
  mostSteps: number,
): Promise<RemoteFit> {
  const { rows, steepness, rowCount } = model;
  const coordinates = remoteCoordinates(model);
  const { l1, l2 } = coordinates;
  const hasLasso = l1.some((value) => value > 0);

  const penaltyAt = (at: Float64Array) =>
    at.reduce((total, v, k) => total + l2[k] * v * v + l1[k] * Math.abs(v), 0);
  const lossOf = (value: number, at: Float64Array) =>
    (steepness * value) / rowCount + penaltyAt(at);
  const placeAt = (at: Float64Array) => model.placeOf(coordinates.toWeights(at));

  let at: Float64Array = coordinates.toCoordinates(start);
  let sums = await rows.sums(rowLoss, placeAt(at), 2);
  let loss = lossOf(sums.value, at);
  let last: Step = stepFrom(sums, sums);
  let isCautious = !last.isDefinite;

  for (let step = 0; step < mostSteps; step++) {
    const bent = isCautious ? await rows.sumsAbove(rowLoss, placeAt(at)) : sums;
    const { move, descent }: Step = isCautious ? stepFrom(sums, bent) : last;
    if (-descent <= (accuracy > POLISHING ? accuracy : EXACT) * loss) break;
    const isPolishing = -descent <= POLISHING * loss;
    const whole = plus(at, move, 1);
    const sumsThere = await rows.sums(rowLoss, placeAt(whole), 2);
    const lossThere = lossOf(sumsThere.value, whole);
    if (isPolishing || lossThere <= loss + ARMIJO * descent) {
      at = whole;
      sums = sumsThere;
      loss = lossThere;
      isCautious = false;
    } else {
      const tried: Float64Array[] = Array.from(SHARES, (share) => plus(at, move, share));
      const values = await rows.along(rowLoss, placeAt(at), placeAt(whole), SHARES);
      const losses = tried.map((there, k) => lossOf(values[k], there));
      const best = losses.indexOf(Math.min(...losses));
      if (!(losses[best] < loss)) {
        if (isCautious) break;
        isCautious = true;
        continue;
      }
      isCautious = SHARES[best] < 1 / 8 && !isCautious;
      at = tried[best];
      sums = await rows.sums(rowLoss, placeAt(at), 2);
      loss = lossOf(sums.value, at);
    }
    last = stepFrom(sums, sums);
    if (isPolishing) break;
    if (!last.isDefinite) isCautious = true;
  }

  return {
    weights: coordinates.toWeights(at),
    nextWeights: coordinates.toWeights(plus(at, last.move, 1)),
    sums,
    loss,
    gap: Math.max(0, -last.descent) / (loss || 1),
    isDefinite: last.isDefinite,
    hasConverged: -last.descent <= Math.max(accuracy, 1e-12) * loss,
  };

  function stepFrom(slopes: PlaceSums, bends: PlaceSums): Step {
    const root = partOf(coordinates.rootOf(bends), kept);
    const part = (values: Float64Array) => Float64Array.from(kept, (k) => values[k]);
    const [place, lasso, ridge] = [at, l1, l2].map(part);
    const gradient = part(coordinates.gradientOf(slopes)).map(
      (g, k) => g + 2 * ridge[k] * place[k],
    );
    const curved = hasLasso
      ? { move: lassoStep(root, gradient, place, lasso), isDefinite: isBent(root) }
      : curvedStep(root, false, gradient);
    const descent = curved.move.reduce((total, d, k) => {
      return total + gradient[k] * d + lasso[k] * (Math.abs(place[k] + d) - Math.abs(place[k]));
    }, 0);
    const move = new Float64Array(at.length);
    kept.forEach((k, position) => (move[k] = curved.move[position]));
    return { move, descent, isDefinite: curved.isDefinite };
  }
}

function isBent(root: Root): boolean {
  return columnLengths(root).every((length) => length > 0);
}

/** The chosen columns of R. */
function partOf({ matrix, height, ridge }: Root, kept: readonly number[]): Root {
  const part = new Float64Array(height * kept.length);
  kept.forEach((k, position) => {
    part.set(matrix.subarray(k * height, (k + 1) * height), position * height);
  });
  const ridges = ridge && Float64Array.from(kept, (k) => ridge[k]);
  return { matrix: part, height, size: kept.length, ridge: ridges };
}

function plus(a: Float64Array, b: Float64Array, share: number): Float64Array {
  return a.map((value, k) => value + share * b[k]);
}
