import { columnScaler, type FittedScaler, type Scaler } from "./scaler.ts";

/** Leaves columns as they are, without copying them. */
export const none: Scaler = {
  title: "Unscaled",
  fit: (columns) => identity(columns.length),
  fitMoments: ({ columns }) => identity(columns.length - 1),
};

function identity(featureCount: number): FittedScaler {
  const center = new Float64Array(featureCount);
  const scale = new Float64Array(featureCount).fill(1);
  return {
    ...columnScaler(center, scale),
    transform: (columns) => columns,
    inverseTransform: (columns) => columns,
  };
}
