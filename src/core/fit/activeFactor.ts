import { triangularFactor } from "../linalg/triangularFactor.ts";

export interface ActiveFactor {
  /** Row-major lower triangle, the transposed R of the chosen columns. */
  lower: Float64Array;
  /** Position of the first column that depends on those before; -1: none. */
  dependent: number;
}

/** What is left of a column below this share of it is rounding. */
const NEGLIGIBLE = 1e-14;

/** The R of chosen columns of a triangle. */
export function activeFactor(
  root: Float64Array,
  size: number,
  lengths: Float64Array,
  chosen: readonly number[],
): ActiveFactor {
  const count = chosen.length;
  const lower = triangularFactor(count, size, (block, stride, first, height) => {
    chosen.forEach((k, j) => {
      const from = first + k * size;
      block.set(root.subarray(from, from + height), j * stride);
    });
  });
  const dependent = chosen.findIndex(
    (k, j) => !(Math.abs(lower[j + j * count]) > NEGLIGIBLE * lengths[k]),
  );
  return { lower, dependent };
}

/** The chosen columns that do not depend on those before them. */
export function independentColumns(
  root: Float64Array,
  size: number,
  lengths: Float64Array,
): number[] {
  const basis: Float64Array[] = [];
  return Array.from({ length: size }, (_, k) => k).filter((k) => {
    if (!(lengths[k] > 0)) return false;
    const rest = root.slice(k * size, (k + 1) * size).map((value) => value / lengths[k]);
    for (let pass = 0; pass < 2; pass++) {
      for (const direction of basis) {
        let share = 0;
        for (let i = 0; i < size; i++) share += rest[i] * direction[i];
        for (let i = 0; i < size; i++) rest[i] -= share * direction[i];
      }
    }
    const length = Math.hypot(...rest);
    if (!(length > NEGLIGIBLE)) return false;
    basis.push(rest.map((value) => value / length));
    return true;
  });
}
