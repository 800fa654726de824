import type { LossName } from "./losses/losses.ts";
import type { ScalerName } from "./scalers/scalers.ts";

/**
 * The joint of the program: `core` makes landscapes, the grid document is
 * landscapes written down, `render` draws them.
 */
export interface Landscape {
  title: string;
  /** What its surface is drawn in; absent: by its place in the figure. */
  colormap?: string;
  xLabel: string;
  yLabel: string;
  zLabel: string;
  /** Positions along the first axis, `columnCount` values. */
  x: Float64Array;
  /** Positions along the second axis, `rowCount` values. */
  y: Float64Array;
  /** Losses, row by row: `z[i * columnCount + j]` is at `(x[j], y[i])`. Not finite: a hole. */
  z: Float64Array;
  scaler?: ScalerRecord;
  loss?: LossRecord;
  optimum?: Optimum;
  curvature?: Curvature;
  /** Beside `curvature`, which is of the two axes alone. */
  model?: ModelCurvature;
  paths?: DescentPath[];
  /** Where some points were evaluated and the others interpolated. */
  sampled?: SampledRecord;
  /** Keys of a document's panel that this program does not know; they pass through. */
  extra?: Record<string, unknown>;
}

/** A fitted scaler: a column `c` becomes `(c - center) / scale`. One value per feature. */
export interface ScalerRecord {
  name: ScalerName;
  features: string[];
  center: number[];
  scale: number[];
}

export interface LossRecord {
  name: LossName;
  /** Huber's threshold. */
  delta?: number;
  l1: number;
  l2: number;
}

export interface Optimum {
  x: number;
  y: number;
  z: number;
  /** Whether (x, y) lies in the window. */
  inside: boolean;
  /** False where the loss has no minimum (separable logistic data); x, y, z are then where the search stopped. */
  exists: boolean;
  /** False where other weights reach the same loss; this one has the least norm. */
  unique: boolean;
  /** Every weight by name, those that do not vary among them. */
  weights: Record<string, number>;
  /** At most how far the loss here lies above its minimum, as a share of it; absent where it is not known. */
  gap?: number;
  /** Where it does not exist: rows that weights can put on the right side with none on the wrong one. */
  separated?: number;
  /** The other rows: each such direction of the weights has them on its edge. */
  edge?: number;
  /** Which rows these are, counted from 1 among those used; absent where they are many. */
  separatedRows?: number[];
  edgeRows?: number[];
  /** The best loss without centring, where centring the features of a model without a constant made it worse. */
  uncenteredLoss?: number;
  /** It is the lowest of the points that were evaluated, not the minimum of a formula. */
  sampled?: boolean;
}

/** How a surface was sampled that a program evaluated point by point. */
export interface SampledRecord {
  /** Points that were evaluated. */
  count: number;
  /** Estimated largest error of the others as a fraction of the losses' range on `scale`. */
  estimatedError?: number;
  /** The vertical scale on which they were interpolated. */
  scale: "linear" | "log";
  /** Row by row as `z`: 1 where the point was evaluated, 0 where it was interpolated. */
  evaluated: number[][];
}

/** Of the Hessian over all weights at the optimum, the intercept among them, penalties included. */
export interface ModelCurvature {
  /** The smallest and the largest. */
  eigenvalues: [number, number];
  /** `Infinity` where the Hessian is singular. */
  conditionNumber: number;
  /** `2 / lambdaMax`. */
  largestStableRate: number;
  /** `2 / (lambdaMin + lambdaMax)`, with `lambdaMin` the smallest eigenvalue that is not zero. */
  bestRate: number;
  /**
   * Steps that gd with `bestRate` needs from the descent's start, weights that do not vary at the
   * optimum, to its tolerance; `Infinity`: never.
   */
  stepsToTolerance: number;
  /** Set where the steps are an estimate: begun for real, the rest counted by the Hessian at the optimum. */
  stepsEstimated?: true;
}

/** The same of the Hessian on the two axes alone. */
export interface Curvature extends ModelCurvature {
  /** Unit vector of the small eigenvalue: the direction of the valley. */
  valley: [number, number];
}

/** The way of a descent on a landscape; what others walked has no rate, tolerance and steps needed. */
export interface DescentPath {
  /** What the key calls it; paths with the same label have the same colour. */
  label: string;
  /** One of `DESCENT_METHODS`, or what others say of theirs. */
  method: string;
  rate?: number;
  tolerance?: number;
  /** Weights and loss at the start and after each step; equal lengths. A loss that is not known is NaN. */
  x: Float64Array;
  y: Float64Array;
  z: Float64Array;
  /** The first `k` with `loss(w_k) - loss* <= tolerance * (loss(w_0) - loss*)`; `Infinity`: never. */
  stepsToTolerance?: number;
  diverged: boolean;
}

/** Several landscapes and the options that made them: the content of a grid document. */
export interface LandscapeDocument {
  generator: string;
  /** The options that made the panels, as plain JSON. */
  spec: Record<string, unknown>;
  panels: Landscape[];
  extra?: Record<string, unknown>;
}
