import { curvatureOf, withPenalty, type PlaneCurvature } from "../curvature.ts";
import { EVALUATION_COST, type PlaneFunction, type PlaneValue } from "../descent/planeFunction.ts";
import { designFactor, pairFactor, type DesignFactor } from "../fit/designFactor.ts";
import { momentsFromSums } from "../moments.ts";
import { factorOf, type ModelFactor } from "../model/modelFactor.ts";
import {
  MODEL_EVALUATION_COST,
  type ModelFunction,
  type ModelValue,
} from "../model/modelFunction.ts";
import { penalty } from "../problem.ts";
import { summaryOfMoments, summaryProblem } from "../tableSummary.ts";
import { remoteGrid } from "./remoteGrid.ts";
import type { RemoteModel } from "./remoteModel.ts";
import type { PlaceSums } from "./remoteRows.ts";

/** Rows that a query counts as at least: many short ones take long too. */
const QUERY_COST = 2e5;
/** Weights beyond this have diverged; some engines call it an error when their squares overflow. */
const FARTHEST = 1e140;

/** A loss over all its weights around an optimum, by queries. */
export class RemoteSurface {
  constructor(
    private readonly model: RemoteModel,
    private readonly optimum: Float64Array,
    private readonly axes: [number, number],
  ) {}

  /** The loss with penalties at weights, and its gradient. */
  async lossAt(weights: Float64Array): Promise<{ loss: number; gradient: Float64Array }> {
    const { rows, rowLoss, steepness, rowCount, l1, l2, interceptIndex } = this.model;
    if (weights.some((weight) => !(Math.abs(weight) < FARTHEST))) {
      return { loss: NaN, gradient: new Float64Array(weights.length).fill(NaN) };
    }
    const sums = await rows.sums(rowLoss, this.model.placeOf(weights), 1);
    const gradient = this.model.gradientOf(sums).map((slope, k) => {
      if (k === interceptIndex) return slope;
      return slope + 2 * l2 * weights[k] + l1 * Math.sign(weights[k]);
    });
    const loss = (steepness * sums.value) / rowCount + penalty(this.model, weights);
    return { loss, gradient };
  }

  /**
   * The grid of the two axes' weights.
   *
   * @returns row by row, `z[i * x.length + j]` at `(x[j], y[i])`
   */
  async grid(
    x: Float64Array,
    y: Float64Array,
    onProgress: (fraction: number) => void,
  ): Promise<Float64Array> {
    const { rows, rowLoss, steepness, rowCount, columns } = this.model;
    const { optimum, axes } = this;
    const [a, b] = axes;
    const changes = x.map((w1) => w1 - optimum[a]);
    const distances = changes.map(Math.abs);
    const origin = distances.indexOf(Math.min(...distances));
    const start = changes[origin];
    const step = x.length > 1 ? (x[x.length - 1] - x[0]) / (x.length - 1) : 0;
    const rest = changes.map((d, j) => (step > 0 ? (d - start) / step - (j - origin) : 0));
    const grid = {
      place: this.model.placeOf(optimum),
      ...{ first: columns[a], second: columns[b], start, step, origin, rest, count: x.length },
      lines: y.map((w2) => w2 - optimum[b]),
    };
    const sums = await remoteGrid(rows, rowLoss, grid, onProgress);
    const weights = optimum.slice();
    return sums.map((value, at) => {
      weights[a] = x[at % x.length];
      weights[b] = y[Math.floor(at / x.length)];
      return (steepness * value) / rowCount + penalty(this.model, weights);
    });
  }

  /** Does what needs the loss on the plane of the two axes. */
  onPlane<Result>(lowest: number, work: (plane: PlaneFunction) => Result): Promise<Result> {
    const { optimum, axes, model } = this;
    const ask = async ([w1, w2]: readonly number[]): Promise<PlaneValue> => {
      const weights = optimum.slice();
      weights[axes[0]] = w1;
      weights[axes[1]] = w2;
      const { loss, gradient } = await this.lossAt(weights);
      return {
        loss,
        excess: loss - lowest,
        gradient: [gradient[axes[0]], gradient[axes[1]]],
      };
    };
    return replayed(ask, (at) =>
      work({
        optimum: [optimum[axes[0]], optimum[axes[1]]],
        at,
        cost: Math.max(model.rowCount, QUERY_COST) + EVALUATION_COST,
        hasKinkAtOptimum: this.isHeldAtZero(axes),
      }),
    );
  }

  /** Does what needs the loss over all weights. */
  onWeights<Result>(lowest: number, work: (model: ModelFunction) => Result): Promise<Result> {
    const { optimum, model } = this;
    const ask = async (offset: readonly number[]): Promise<ModelValue> => {
      const { loss, gradient } = await this.lossAt(optimum.map((weight, k) => weight + offset[k]));
      return { excess: loss - lowest, gradient };
    };
    const all = Array.from(optimum.keys());
    return replayed(ask, (at) =>
      work({
        at: (offset) => at(Array.from(offset)),
        cost: optimum.length * (Math.max(model.rowCount, QUERY_COST) + MODEL_EVALUATION_COST),
        hasKinkAtOptimum: this.isHeldAtZero(all),
      }),
    );
  }

  private isHeldAtZero(weights: readonly number[]): boolean {
    const { l1, interceptIndex } = this.model;
    return l1 > 0 && weights.some((k) => k !== interceptIndex && this.optimum[k] === 0);
  }
}

/** What a loss that bends has at its optimum: the curvature on the plane and the factor of its Hessian. */
export interface RemoteCurvature {
  plane: PlaneCurvature;
  factor: ModelFactor;
}

/**
 * From sums of second derivatives times the columns' products: the weighted moments of the table, of
 * which a few rows have the same.
 */
export function remoteCurvature(
  model: RemoteModel,
  sums: PlaceSums,
  [a, b]: [number, number],
): RemoteCurvature {
  const { steepness, rowCount, l2, interceptIndex } = model;
  const bend = (steepness * sums.curvatures[0]) / rowCount;
  const design: DesignFactor = weightedDesign(model, sums);
  const root = Math.sqrt(bend / 2);
  const [r11, r12, r22] = pairFactor(design, a, b);
  const isPenalised = [a, b].map((k) => (k === interceptIndex ? 0 : 1)) as [number, number];
  return {
    plane: curvatureOf(withPenalty([r11 * root, r12 * root, r22 * root], isPenalised, l2)),
    factor: factorOf(design, bend / 2, l2),
  };
}

function weightedDesign(model: RemoteModel, { curvatures }: PlaceSums): DesignFactor {
  const { summary, rows, scaler, interceptIndex } = model;
  const { columns: names, min, max } = summary.moments;
  const size = names.length;
  const [n] = curvatures;
  if (!(n > 0)) return { ...model.design, factor: model.design.factor.slice().fill(0) };
  const products = new Float64Array(size * size);
  for (let j = 0; j < size - 1; j++) {
    for (let k = 0; k < size - 1; k++) {
      const product = curvatures[(j + 1) * size + k + 1];
      products[j * size + k] = product * rows.scale[j] * rows.scale[k];
    }
  }
  const sums = new Float64Array(size);
  for (let k = 0; k < size - 1; k++) sums[k] = curvatures[k + 1] * rows.scale[k];
  const moments = momentsFromSums({
    ...{ n, columns: names, center: rows.center, sums, products, min, max },
  });
  const options = { intercept: interceptIndex >= 0, loss: "mse", delta: 1, l1: 0, l2: 0 } as const;
  return designFactor(summaryProblem(summaryOfMoments(moments), scaler, options));
}

/** Thrown where a value is not known yet. */
class Pending {
  constructor(readonly point: readonly number[]) {}
}

/**
 * Runs a computation whose function of a point takes time to answer: where a value is not known the
 * computation is left, the value asked for, and the computation begun again. It must do the same each
 * time. Its own work is repeated as often as it asks, so asking must be what takes long.
 */
async function replayed<Value, Result>(
  ask: (point: readonly number[]) => Promise<Value>,
  compute: (at: (point: readonly number[]) => Value) => Result,
): Promise<Result> {
  const known = new Map<string, Value>();
  const at = (point: readonly number[]) => {
    const value = known.get(point.join());
    if (value === undefined) throw new Pending(point);
    return value;
  };
  for (;;) {
    try {
      return compute(at);
    } catch (pending) {
      if (!(pending instanceof Pending)) throw pending;
      known.set(pending.point.join(), await ask(pending.point));
    }
  }
}
