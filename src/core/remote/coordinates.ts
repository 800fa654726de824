import { choleskyFactor } from "../tableSummary.ts";
import type { Root } from "../fit/activeFactor.ts";
import type { RemoteModel } from "./remoteModel.ts";
import type { PlaceSums } from "./remoteRows.ts";

/**
 * Weights in units in which Newton's method is well conditioned: of columns with size 1 and, beside
 * an intercept, centred.
 */
export interface RemoteCoordinates {
  toWeights(coordinates: Float64Array): Float64Array;
  toCoordinates(weights: Float64Array): Float64Array;
  /** Penalties of each coordinate: `l1[k] |v[k]| + l2[k] v[k]²`. */
  l1: Float64Array;
  l2: Float64Array;
  /** Of the mean loss, without penalties. */
  gradientOf(sums: PlaceSums): Float64Array;
  /** R with `R'R` the Hessian of the mean loss, and the ridge of the l2 penalties. */
  rootOf(sums: PlaceSums): Root;
}

export function remoteCoordinates(model: RemoteModel): RemoteCoordinates {
  const { columns, interceptIndex, steepness, rowCount } = model;
  const hasIntercept = interceptIndex >= 0;
  const size = columns.length;
  /** A coordinate's column: `alpha d + beta`; a weight is `ratio` times its coordinate. */
  const parts = columns.map(({ slope, constant }, k) => {
    if (k === interceptIndex) return { alpha: 0, beta: 1, ratio: 1 };
    const length = hasIntercept ? Math.abs(slope) : Math.hypot(slope, constant);
    const ratio = length > 0 ? 1 / length : 1;
    return { alpha: slope * ratio, beta: hasIntercept ? 0 : constant * ratio, ratio };
  });
  const shiftOf = (weights: Float64Array) =>
    weights.reduce(
      (total, w, k) => total + (k === interceptIndex ? 0 : w * columns[k].constant),
      0,
    );
  const penalties = (strength: number, power: number) =>
    Float64Array.from(parts, ({ ratio }, k) =>
      k === interceptIndex ? 0 : strength * ratio ** power,
    );

  return {
    l1: penalties(model.l1, 1),
    l2: penalties(model.l2, 2),
    toWeights(coordinates) {
      const weights = coordinates.map((value, k) => value * parts[k].ratio);
      if (hasIntercept) weights[interceptIndex] -= shiftOf(weights);
      return weights;
    },
    toCoordinates(weights) {
      const coordinates = weights.map((value, k) => value / parts[k].ratio);
      if (hasIntercept) coordinates[interceptIndex] += shiftOf(weights);
      return coordinates;
    },
    gradientOf({ slopes }) {
      const unit = -steepness / rowCount;
      return Float64Array.from(parts, ({ alpha, beta }, k) => {
        const along = k === interceptIndex ? 0 : alpha * slopes[k + 1];
        return unit * (along + beta * slopes[0]);
      });
    },
    rootOf({ curvatures }) {
      const { means, factor, bend, height } = weightedFactor(curvatures, steepness / rowCount);
      const matrix = new Float64Array(height * size);
      parts.forEach(({ alpha, beta }, k) => {
        const at = k * height;
        matrix[at] = bend * (beta + (k === interceptIndex ? 0 : alpha * means[k]));
        if (k === interceptIndex) return;
        for (let i = 0; i <= k; i++) {
          matrix[at + i + 1] = bend * alpha * factor[i + k * (height - 1)];
        }
      });
      const ridge = this.l2.map((value) => 2 * value);
      return { matrix, height, size, ridge };
    },
  };
}

/** Weighted means and the factor of the weighted covariances, and the root of the weights' mean. */
function weightedFactor(curvatures: Float64Array, unit: number) {
  const height = Math.round(Math.sqrt(curvatures.length));
  const count = height - 1;
  const total = curvatures[0];
  const means = new Float64Array(count);
  const covariance = new Float64Array(count * count);
  if (total > 0) {
    for (let k = 0; k < count; k++) means[k] = curvatures[k + 1] / total;
    for (let j = 0; j < count; j++) {
      for (let k = 0; k < count; k++) {
        const product = curvatures[(j + 1) * height + k + 1] / total;
        covariance[j * count + k] = product - means[j] * means[k];
      }
    }
  }
  const factor = choleskyFactor(covariance, count);
  return { means, factor, bend: Math.sqrt(total * unit), height };
}
