import { extent } from "../extent.ts";
import { columnScaler, usableScale, type FittedScaler } from "./columnScaler.ts";

export interface MinMaxScaler extends FittedScaler {
  dataMin: Float64Array;
  dataMax: Float64Array;
}

/**
 * scikit-learn's MinMaxScaler: each column's range becomes [0, 1]. The arithmetic is
 * scikit-learn's, `value * factor + shift`, and so are its roundings.
 */
export function fitMinMaxScaler(columns: Float64Array[]): MinMaxScaler {
  const extents = columns.map(extent);
  const dataMin = Float64Array.from(extents, ([min]) => min);
  const dataMax = Float64Array.from(extents, ([, max]) => max);
  const scale = dataMax.map((max, f) => usableScale(max - dataMin[f]));
  const factor = scale.map((range) => 1 / range);
  const shift = dataMin.map((min, f) => -min * factor[f]);
  return {
    ...columnScaler("minmax", dataMin, scale),
    dataMin,
    dataMax,
    transform: (inputs) =>
      inputs.map((column, f) => column.map((value) => value * factor[f] + shift[f])),
    inverseTransform: (inputs) =>
      inputs.map((column, f) => column.map((value) => (value - shift[f]) / factor[f])),
  };
}
