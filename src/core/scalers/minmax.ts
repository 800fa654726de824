import { extent } from "../extent.ts";
import { columnScaler, usableScale, type Scaler } from "./scaler.ts";

/**
 * scikit-learn's MinMaxScaler: each column's range becomes [0, 1]. The arithmetic is
 * scikit-learn's, `value * factor + shift`, and so are its roundings.
 */
export const minmax: Scaler = {
  title: "Min-Max Scaled",
  fit(columns) {
    const extents = columns.map(extent);
    const dataMin = Float64Array.from(extents, ([min]) => min);
    const scale = Float64Array.from(extents, ([min, max]) => usableScale(max - min));
    const factor = scale.map((range) => 1 / range);
    const shift = dataMin.map((min, f) => -min * factor[f]);
    return {
      ...columnScaler(dataMin, scale),
      transform: (inputs) =>
        inputs.map((column, f) => column.map((value) => value * factor[f] + shift[f])),
      inverseTransform: (inputs) =>
        inputs.map((column, f) => column.map((value) => (value - shift[f]) / factor[f])),
    };
  },
  fitMoments({ min, max }) {
    const low = min.slice(0, -1);
    return columnScaler(
      low,
      low.map((value, f) => usableScale(max[f] - value)),
    );
  },
};
