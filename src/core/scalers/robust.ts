import { columnScaler, usableScale, type Scaler } from "./scaler.ts";

/** scikit-learn's RobustScaler: zero median, unit distance between the quartiles. */
export const robust: Scaler = {
  title: "Robust-Scaled",
  needsQuartiles: true,
  fit(columns) {
    const sorted = columns.map((column) => column.slice().sort());
    const median = Float64Array.from(sorted, (column) => quantile(column, 0.5));
    const scale = Float64Array.from(sorted, (column) =>
      usableScale(quantile(column, 0.75) - quantile(column, 0.25)),
    );
    return columnScaler(median, scale);
  },
  fitMoments: (_, quartiles) =>
    columnScaler(
      Float64Array.from(quartiles, ([, median]) => median),
      Float64Array.from(quartiles, ([low, , high]) => usableScale(high - low)),
    ),
};

/** NumPy's `quantile` by linear interpolation, with its way of rounding. */
function quantile(sorted: Float64Array, fraction: number): number {
  const position = fraction * (sorted.length - 1);
  const below = Math.floor(position);
  const above = Math.min(below + 1, sorted.length - 1);
  const share = position - below;
  const difference = sorted[above] - sorted[below];
  return share >= 0.5
    ? sorted[above] - difference * (1 - share)
    : sorted[below] + difference * share;
}
