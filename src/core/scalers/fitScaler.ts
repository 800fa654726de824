import type { ScalerName } from "../landscape.ts";
import { columnScaler, type FittedScaler } from "./columnScaler.ts";
import { fitMaxAbsScaler } from "./maxAbsScaler.ts";
import { fitMinMaxScaler } from "./minMaxScaler.ts";
import { fitRobustScaler } from "./robustScaler.ts";
import { fitStandardScaler } from "./standardScaler.ts";

/**
 * Fits a scaler, as scikit-learn defines it, to the columns of a table.
 *
 * @param columns one Float64Array per feature, all of one length
 */
export function fitScaler(name: ScalerName, columns: Float64Array[]): FittedScaler {
  switch (name) {
    case "none":
      return identityScaler(columns.length);
    case "standard":
      return fitStandardScaler(columns);
    case "minmax":
      return fitMinMaxScaler(columns);
    case "maxabs":
      return fitMaxAbsScaler(columns);
    case "robust":
      return fitRobustScaler(columns);
  }
}

/** Leaves columns as they are, without copying them. */
function identityScaler(featureCount: number): FittedScaler {
  const center = new Float64Array(featureCount);
  const scale = new Float64Array(featureCount).fill(1);
  return {
    ...columnScaler("none", center, scale),
    transform: (columns) => columns,
    inverseTransform: (columns) => columns,
  };
}
