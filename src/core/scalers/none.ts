import { columnScaler, type FittedScaler, type Scaler } from "./scaler.ts";

export const none: Scaler = {
  title: "Unscaled",
  fit: (columns) => unscaled(columns.length),
  fitMoments: ({ columns }) => unscaled(columns.length - 1),
};

/** Leaves columns as they are, without copying them. */
export function unscaled(featureCount: number): FittedScaler {
  const center = new Float64Array(featureCount);
  const scale = new Float64Array(featureCount).fill(1);
  return {
    ...columnScaler(center, scale),
    transform: (columns) => columns,
    inverseTransform: (columns) => columns,
  };
}
