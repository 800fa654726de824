import { largestMagnitude } from "../extent.ts";
import { exactResiduals } from "../linalg/exactResiduals.ts";
import { triangularFactor } from "../linalg/triangularFactor.ts";

/** Coordinates in which a matrix's columns are far from dependent and no row rules the others. */
export interface ConditionedBasis {
  /** The matrix's columns in the new coordinates. */
  columns: Float64Array[];
  /** Of each row, positive: `sum_k columns[i][k] columns[j][k] / importances[k]` is 1 or 0. */
  importances: Float64Array;
  toWeights(coordinates: Float64Array): Float64Array;
}

/** Each vector of the basis as the sum of a double and a small rest. */
interface Basis {
  high: Float64Array[];
  low: Float64Array[];
}

const MAX_ROUNDS = 4;
/** A row this much longer than most, in squares, does not show in the next basis. */
const UNEVEN = 1e3;
/** Terms that cancel to less than this share of themselves are added with twice the digits. */
const CANCELLATION = 1e-3;

/**
 * A basis in which the rows, each divided by its length, are of equal size in all directions: a few
 * huge cells, far from zero or in columns of other scales do not show in it. The basis has twice the
 * digits of a double, so that the new columns are as exact as the old however nearly these depend on
 * each other.
 *
 * Source: a few steps of Tyler's estimator of scatter, Ann. Statist. 15 (1987).
 */
export function conditionedBasis(matrix: Float64Array[]): ConditionedBasis {
  const height = matrix[0].length;
  const largest = matrix.map(largestMagnitude);
  let basis: Basis = unitBasis(largest);
  let { columns, cancels } = product(matrix, basis, largest);
  let importances: Float64Array = new Float64Array(height).fill(1);

  for (let round = 1; ; round++) {
    const step = inverseFactor(columns, importances);
    basis = steppedBasis(basis, step);
    ({ columns, cancels } = product(matrix, basis, largest));
    const { squares, isEven } = squaredLengths(columns);
    if (round === MAX_ROUNDS || (isEven && (round > 1 || !cancels))) break;
    importances = squares;
  }
  return {
    columns,
    importances,
    toWeights: (coordinates) => combine([...basis.high, ...basis.low], coordinates, 2),
  };
}

function unitBasis(largest: number[]): Basis {
  const high = largest.map((value, j) => {
    const direction = new Float64Array(largest.length);
    direction[j] = 1 / value;
    return direction;
  });
  return { high, low: high.map((direction) => new Float64Array(direction.length)) };
}

/** The columns of the inverse of R, where `columns` weighted by the square roots are `Q R`. */
function inverseFactor(columns: Float64Array[], importances: Float64Array): Float64Array[] {
  const size = columns.length;
  const roots = importances.map((value) => 1 / Math.sqrt(value));
  const factor = triangularFactor(size, roots.length, (block, stride, first, count) => {
    for (let j = 0; j < size; j++) {
      for (let t = 0; t < count; t++) {
        block[j * stride + t] = columns[j][first + t] * roots[first + t];
      }
    }
  });
  const inverse: Float64Array[] = [];
  for (let k = 0; k < size; k++) {
    const pivot = factor[k + k * size];
    if (pivot === 0) continue;
    const column = new Float64Array(size);
    column[k] = 1 / pivot;
    for (let i = k - 1; i >= 0; i--) {
      if (factor[i + i * size] === 0) continue;
      let total = 0;
      for (let j = i + 1; j <= k; j++) total += factor[i + j * size] * column[j];
      column[i] = -total / factor[i + i * size];
    }
    inverse.push(column);
  }
  return inverse;
}

function steppedBasis({ high, low }: Basis, step: Float64Array[]): Basis {
  const both = [...high, ...low];
  const nextHigh = step.map((column) => combine(both, column, 2));
  const nextLow = step.map((column, j) => combine([...both, nextHigh[j]], column, 2, -1));
  return { high: nextHigh, low: nextLow };
}

/** The matrix in a basis, with twice the digits where the terms of a column cancel. */
function product(
  matrix: Float64Array[],
  { high, low }: Basis,
  largest: number[],
): { columns: Float64Array[]; cancels: boolean } {
  let cancels = false;
  const columns = high.map((direction, j) => {
    const column = new Float64Array(matrix[0].length);
    matrix.forEach((values, i) => {
      const share = direction[i];
      if (share === 0) return;
      for (let row = 0; row < column.length; row++) column[row] += share * values[row];
    });
    const terms = direction.reduce((total, share, i) => total + Math.abs(share) * largest[i], 0);
    const square = column.reduce((total, value) => total + value * value, 0);
    if (Math.sqrt(square / column.length) > CANCELLATION * terms) return column;
    cancels = true;
    const weights = new Float64Array(2 * matrix.length);
    weights.set(direction);
    weights.set(low[j], matrix.length);
    return combine([...matrix, ...matrix], weights, 1);
  });
  return { columns, cancels };
}

/** `sum_k columns[k] weights[k]`, rounded once; the weights repeat, and stand for the last column too. */
function combine(
  columns: Float64Array[],
  weights: Float64Array,
  repeats: number,
  last?: number,
): Float64Array {
  const all = new Float64Array(columns.length);
  for (let round = 0; round < repeats; round++) all.set(weights, round * weights.length);
  if (last !== undefined) all[columns.length - 1] = last;
  const zeros = new Float64Array(columns[0].length);
  return exactResiduals(
    columns,
    zeros,
    all.map((value) => -value),
  );
}

/** Of each row, no less than a small share of the median, and whether none is far beyond that. */
function squaredLengths(columns: Float64Array[]): { squares: Float64Array; isEven: boolean } {
  const squares = new Float64Array(columns[0].length);
  for (const column of columns) {
    for (let row = 0; row < squares.length; row++) squares[row] += column[row] * column[row];
  }
  const sorted = squares.slice().sort();
  const typical = sorted[sorted.length >> 1] || sorted[sorted.length - 1];
  return {
    squares: squares.map((square) => Math.max(square, 1e-9 * typical)),
    isEven: sorted[sorted.length - 1] <= UNEVEN * typical,
  };
}
