import type { ScalerName } from "../landscape.ts";

/** Column `f` becomes `(column - center[f]) / scale[f]`. */
export interface FittedScaler {
  name: ScalerName;
  center: Float64Array;
  scale: Float64Array;
  /** Scaled copies of `columns`, one Float64Array per feature. */
  transform(columns: Float64Array[]): Float64Array[];
  /** The inverse of `transform`. */
  inverseTransform(columns: Float64Array[]): Float64Array[];
}

export function columnScaler(
  name: ScalerName,
  center: Float64Array,
  scale: Float64Array,
): FittedScaler {
  return {
    name,
    center,
    scale,
    transform: (columns) =>
      columns.map((column, f) => column.map((value) => (value - center[f]) / scale[f])),
    inverseTransform: (columns) =>
      columns.map((column, f) => column.map((value) => value * scale[f] + center[f])),
  };
}

/** scikit-learn's `_handle_zeros_in_scale`: a spread too small to divide by counts as 1. */
export function usableScale(scale: number): number {
  return scale < 10 * Number.EPSILON ? 1 : scale;
}
