import { InputError } from "./errors.ts";
import { jacobiSvd } from "./linalg/jacobiSvd.ts";

export const NORMALIZATIONS = ["filter", "layer", "none"] as const;
export type Normalization = (typeof NORMALIZATIONS)[number];

/** Two orthonormal directions as sums of the rows whose Gram matrix was given. */
interface PrincipalPlane {
  /** Factor of each row in the first and in the second direction. */
  factors: [Float64Array, Float64Array];
  /** Of each row, along the first and the second direction. */
  coordinates: [Float64Array, Float64Array];
  /** Share of the sum of squares that each direction holds. */
  shares: [number, number];
}

/** Below this share of the first, a second direction is rounding noise. */
const LEAST_SHARE = 1e-12;

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

/**
 * The two directions that hold most of the sum of squares of some vectors, from their inner products
 * alone. The largest coordinate along each direction is positive.
 *
 * @param gram `count * count`, symmetric
 * @throws InputError where the vectors lie on one line
 */
export function principalPlane(gram: Float64Array, count: number): PrincipalPlane {
  const { left: u, values: singularValues } = jacobiSvd(gram, count);
  const order = Array.from(singularValues.keys()).sort(
    (a, b) => singularValues[b] - singularValues[a],
  );
  const [first, second] = order.map((k) => singularValues[k]);
  if (!(second > LEAST_SHARE * first)) {
    throw new InputError("the checkpoints lie on one line, expected some that span a plane");
  }
  const total = singularValues.reduce((sum, value) => sum + value, 0);
  const along = (k: number) => {
    const vector = u.slice(k * count, (k + 1) * count);
    const size = Math.sqrt(singularValues[k]);
    const largest = vector.reduce((a, b) => (Math.abs(b) > Math.abs(a) ? b : a), 0);
    const sign = largest < 0 ? -1 : 1;
    return {
      factors: vector.map((value) => (sign * value) / size),
      coordinates: vector.map((value) => sign * value * size),
      share: singularValues[k] / total,
    };
  };
  const [x, y] = [along(order[0]), along(order[1])];
  return {
    factors: [x.factors, y.factors],
    coordinates: [x.coordinates, y.coordinates],
    shares: [x.share, y.share],
  };
}

/** Adds to `gram` the inner products of `rows`' blocks, each taken from `origin`. */
export function addToGram(
  gram: Float64Array,
  rows: readonly Float64Array[],
  origin: Float64Array,
): void {
  const count = rows.length;
  const moved = rows.map((row) => row.map((value, k) => value - origin[k]));
  for (let i = 0; i < count; i++) {
    for (let j = i; j < count; j++) {
      const [a, b] = [moved[i], moved[j]];
      let sum = 0;
      for (let k = 0; k < a.length; k++) sum += a[k] * b[k];
      gram[i * count + j] += sum;
      if (i !== j) gram[j * count + i] += sum;
    }
  }
}
