import { triangularFactor } from "../linalg/triangularFactor.ts";

export interface ActiveFactor {
  /** Row-major lower triangle, the transposed R of the chosen columns. */
  lower: Float64Array;
  /** Position of the first column that depends on those before; -1: none. */
  dependent: number;
}

/** What is left of a column below this share of it is rounding. */
const NEGLIGIBLE = 1e-14;

/** A matrix R and a diagonal that stand for the curvature `R'R + diag(ridge)`. */
export interface Root {
  /** Column-major, `height * size`. */
  matrix: Float64Array;
  height: number;
  size: number;
  /** Undefined: none, or within R. */
  ridge?: Float64Array;
}

/** Lengths of the columns of R: the roots of the curvature's diagonal. */
export function columnLengths({ matrix, height, size, ridge }: Root): Float64Array {
  return Float64Array.from({ length: size }, (_, k) =>
    Math.hypot(...matrix.subarray(k * height, (k + 1) * height), Math.sqrt(ridge?.[k] ?? 0)),
  );
}

/** The triangle of chosen columns. */
export function activeFactor(
  root: Root,
  lengths: Float64Array,
  chosen: readonly number[],
): ActiveFactor {
  const { matrix, height, ridge } = root;
  const count = chosen.length;
  const rows = height + (ridge ? count : 0);
  const lower = triangularFactor(count, rows, (block, stride, first, blockRows) => {
    chosen.forEach((k, j) => {
      const target = block.subarray(j * stride, j * stride + blockRows);
      for (let t = 0; t < blockRows; t++) {
        const row = first + t;
        if (row < height) target[t] = matrix[row + k * height];
        else target[t] = ridge && row - height === j ? Math.sqrt(ridge[k]) : 0;
      }
    });
  });
  const dependent = chosen.findIndex(
    (k, j) => !(Math.abs(lower[j + j * count]) > NEGLIGIBLE * lengths[k]),
  );
  return { lower, dependent };
}

/** The chosen columns that do not depend on those before them. */
export function independentColumns(
  { matrix, height, size }: Root,
  lengths: Float64Array,
): number[] {
  const basis: Float64Array[] = [];
  return Array.from({ length: size }, (_, k) => k).filter((k) => {
    if (!(lengths[k] > 0)) return false;
    const rest = matrix.slice(k * height, (k + 1) * height).map((value) => value / lengths[k]);
    for (let pass = 0; pass < 2; pass++) {
      for (const direction of basis) {
        let share = 0;
        for (let i = 0; i < height; i++) share += rest[i] * direction[i];
        for (let i = 0; i < height; i++) rest[i] -= share * direction[i];
      }
    }
    const length = Math.hypot(...rest);
    if (!(length > NEGLIGIBLE)) return false;
    basis.push(rest.map((value) => value / length));
    return true;
  });
}
