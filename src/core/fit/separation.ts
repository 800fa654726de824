import { triangularFactor } from "../linalg/triangularFactor.ts";
import { nearestInCone } from "./nearestInCone.ts";

/** Margins below this share of a row's and the direction's length count as none. */
const EDGE = 1e-9;
/** What is left of a column below this share of it is rounding. */
const DEPENDENT = 1e-13;

/** How many rows a direction of the weights puts on the right side, and how many on its plane. */
export interface Separation {
  separated: number;
  /** Rows that no direction separates without another on the wrong side. */
  edge: number;
  /** Which, counted from 1 in the table's order, where they are no more than `MOST_LISTED`. */
  separatedRows?: number[];
  edgeRows?: number[];
}

/** Longer lists of rows say less than their count. */
const MOST_LISTED = 100;

/**
 * Whether some weights put no row on the wrong side and some on the right one: then the logistic
 * loss has no minimum. Decided by a certificate: either the rows with positive factors add up to
 * zero (Stiemke), or the sum nearest to zero is a direction that separates; rows on its plane are
 * asked again.
 *
 * The rows are taken in a basis in which their columns are orthonormal and their lengths one, so
 * that the answer does not depend on the scales of either.
 *
 * Sources: Stiemke, Math. Ann. 76 (1915); Albert and Anderson, Biometrika 71 (1984), for the
 * classes separable, quasi-separable and overlapping.
 *
 * @param columns times the labels' signs, so that a margin is a row times the weights
 */
export function separation(columns: Float64Array[], rowCount: number): Separation {
  let rows = Array.from({ length: rowCount }, (_, row) => row);
  for (;;) {
    const basis = unitRows(columns, rows);
    const nonZero = rows.map((_, i) => i).filter((i) => basis.some((column) => column[i] !== 0));
    const direction = nearestInCone(basis, nonZero);
    if (!direction) break;
    const length = Math.hypot(...direction);
    const edge = rows.filter((_, i) => {
      const margin = basis.reduce((total, column, k) => total + column[i] * direction[k], 0);
      return !(margin > EDGE * length);
    });
    if (edge.length === rows.length) break;
    rows = edge;
    if (rows.length === 0) break;
  }
  const onEdge = new Set(rows);
  const separated = Array.from({ length: rowCount }, (_, row) => row).filter(
    (row) => !onEdge.has(row),
  );
  return {
    separated: separated.length,
    edge: rows.length,
    ...(separated.length <= MOST_LISTED && { separatedRows: separated.map((row) => row + 1) }),
    ...(rows.length <= MOST_LISTED && { edgeRows: rows.map((row) => row + 1) }),
  };
}

/** The chosen rows in orthonormal columns, each of length one: twice, for each undoes the other. */
function unitRows(columns: Float64Array[], rows: number[]): Float64Array[] {
  let basis: Float64Array[] = columns.map((column) =>
    Float64Array.from(rows, (row) => column[row]),
  );
  for (let round = 0; round < 2; round++) {
    basis = orthonormalColumns(basis);
    for (let i = 0; i < rows.length; i++) {
      const length = Math.hypot(...basis.map((column) => column[i]));
      if (!(length > DEPENDENT)) for (const column of basis) column[i] = 0;
      else for (const column of basis) column[i] /= length;
    }
  }
  return basis;
}

/** Modified Gram and Schmidt, twice; columns that depend on those before are left out. */
function orthonormalColumns(columns: Float64Array[]): Float64Array[] {
  const basis: Float64Array[] = [];
  for (const column of columns) {
    const largest = column.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
    if (!(largest > 0)) continue;
    const rest = column.map((value) => value / largest);
    const before = lengthOf(rest);
    for (let pass = 0; pass < 2; pass++) {
      for (const direction of basis) {
        let share = 0;
        for (let i = 0; i < rest.length; i++) share += rest[i] * direction[i];
        for (let i = 0; i < rest.length; i++) rest[i] -= share * direction[i];
      }
    }
    const length = lengthOf(rest);
    if (!(length > DEPENDENT * before)) continue;
    basis.push(rest.map((value) => value / length));
  }
  return basis;
}

/** Of a column that may be long: the R of it alone. */
function lengthOf(column: Float64Array): number {
  const [length] = triangularFactor(1, column.length, (block, _, first, count) => {
    block.set(column.subarray(first, first + count));
  });
  return Math.abs(length);
}
