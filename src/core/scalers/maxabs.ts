import { largestMagnitude } from "../extent.ts";
import { columnScaler, usableScale, type Scaler } from "./scaler.ts";

/** scikit-learn's MaxAbsScaler: each column is divided by its largest magnitude, zero stays zero. */
export const maxabs: Scaler = {
  title: "Max-Abs Scaled",
  fit: (columns) => {
    const maxAbs = Float64Array.from(columns, largestMagnitude);
    return columnScaler(new Float64Array(columns.length), maxAbs.map(usableScale));
  },
  fitMoments({ min, max }) {
    const scale = max
      .slice(0, -1)
      .map((high, f) => usableScale(Math.max(Math.abs(min[f]), Math.abs(high))));
    return columnScaler(new Float64Array(scale.length), scale);
  },
};
