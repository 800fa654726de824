import { largestMagnitude } from "../extent.ts";
import { columnScaler, usableScale, type FittedScaler } from "./columnScaler.ts";

export interface MaxAbsScaler extends FittedScaler {
  maxAbs: Float64Array;
}

/** scikit-learn's MaxAbsScaler: each column is divided by its largest magnitude, zero stays zero. */
export function fitMaxAbsScaler(columns: Float64Array[]): MaxAbsScaler {
  const maxAbs = Float64Array.from(columns, largestMagnitude);
  const center = new Float64Array(columns.length);
  return { ...columnScaler("maxabs", center, maxAbs.map(usableScale)), maxAbs };
}
