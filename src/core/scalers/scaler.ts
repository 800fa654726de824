import type { Moments } from "../moments.ts";

/** Column `f` becomes `(column - center[f]) / scale[f]`. */
export interface FittedScaler {
  center: Float64Array;
  scale: Float64Array;
  /** Scaled copies of `columns`, one Float64Array per feature. */
  transform(columns: Float64Array[]): Float64Array[];
  /** The inverse of `transform`. */
  inverseTransform(columns: Float64Array[]): Float64Array[];
}

/** First, second and third quartile of a feature. */
export type Quartiles = [low: number, median: number, high: number];

/** A way of scaling features, as scikit-learn defines it. */
export interface Scaler {
  /** Of the features, in a panel's title. */
  title: string;
  /** The same beside panels that are scaled otherwise. */
  titleAmongScaled?: string;
  /** @param columns one Float64Array per feature, all of one length */
  fit(columns: Float64Array[]): FittedScaler;
  /** Fits to a table's moments, whose last column is the target; absent where rows are needed. */
  fitMoments?(moments: Moments, quartiles: readonly Quartiles[]): FittedScaler;
  /** Whether `fitMoments` needs the quartiles, which moments alone do not hold. */
  needsQuartiles?: true;
}

export function columnScaler(center: Float64Array, scale: Float64Array): FittedScaler {
  return {
    center,
    scale,
    transform: (columns) => columns.map((column, f) => scaled(column, center[f], scale[f])),
    inverseTransform: (columns) =>
      columns.map((column, f) => column.map((value) => value * scale[f] + center[f])),
  };
}

function scaled(column: Float64Array, center: number, scale: number): Float64Array {
  const result = new Float64Array(column.length);
  for (let row = 0; row < column.length; row++) result[row] = (column[row] - center) / scale;
  return result;
}

/** scikit-learn's `_handle_zeros_in_scale`: a spread too small to divide by counts as 1. */
export function usableScale(scale: number): number {
  return scale < 10 * Number.EPSILON ? 1 : scale;
}
