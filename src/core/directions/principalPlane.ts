import { InputError } from "../errors.ts";
import { jacobiSvd } from "../linalg/jacobiSvd.ts";

/** Two orthonormal directions as sums of the rows whose Gram matrix was given. */
export interface PrincipalPlane {
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
