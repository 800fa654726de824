export const NORMALIZATIONS = ["filter", "layer", "none"] as const;
export type Normalization = (typeof NORMALIZATIONS)[number];

/**
 * Gives a random direction the size of the weights, in place: with `filter` each slice along the first
 * axis gets the norm of that slice of the weights, with `layer` the tensor as a whole; both set tensors
 * of one dimension (biases, scales) to zero. A slice of zeros becomes one.
 *
 * Source: Li, Xu, Taylor, Studer and Goldstein, "Visualizing the Loss Landscape of Neural Nets" (2018).
 *
 * @param direction row by row, as many numbers as `weights`
 */
export function normalizeDirection(
  direction: Float64Array,
  weights: Float64Array,
  shape: readonly number[],
  normalization: Normalization,
): void {
  if (normalization === "none" || direction.length === 0) return;
  if (shape.length < 2) {
    direction.fill(0);
    return;
  }
  const sliceCount = normalization === "filter" ? shape[0] : 1;
  const length = direction.length / sliceCount;
  for (let start = 0; start < direction.length; start += length) {
    const slice = direction.subarray(start, start + length);
    const size = norm(slice);
    const factor = size > 0 ? norm(weights.subarray(start, start + length)) / size : 0;
    for (let k = 0; k < length; k++) slice[k] *= factor;
  }
}

function norm(values: Float64Array): number {
  let sum = 0;
  for (let k = 0; k < values.length; k++) sum += values[k] * values[k];
  return Math.sqrt(sum);
}
