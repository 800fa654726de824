import { BLOCK_ROWS, columnProduct } from "../linalg/columnProduct.ts";
import { lossOfBlock } from "../losses/lossTraits.ts";
import type { LinearProblem } from "../problem.ts";
import { addCompensated } from "../sums.ts";
import type { Root } from "./activeFactor.ts";
import { curvedStep, lassoStep } from "./newtonStep.ts";
import type { MarginCoordinates } from "./marginCoordinates.ts";
import { weightedRoot } from "./weightedRoot.ts";

/** What the logistic loss is a function of: rows in coordinates of their own, and penalties. */
export type LogisticRows = Pick<LinearProblem, "rowCount" | "point"> &
  Pick<MarginCoordinates, "columns" | "l1" | "l2">;

/** What a fit knows of one place. */
export interface Place {
  at: Float64Array;
  /** Minus the margins, where they are known better than as columns times coordinates. */
  rest?: Float64Array;
  /** The mean over rows, without penalties. */
  mean: number;
  loss: number;
  /** Of the loss but for its l1 penalty. */
  gradient: Float64Array;
  /** The sums behind the Hessian, where they cost little beside the gradient. */
  products?: Float64Array;
}

/** The penalised quadratic model at a place, and the step to its minimum. */
export interface LogisticModel {
  move: Float64Array;
  /** What the step changes the loss by to first order; negative. */
  descent: number;
  root: Root;
  isDefinite: boolean;
}

type BendOf = (residual: number) => number;

/** The Hessian of so many columns costs no more than the exponentials. */
const FEW_COLUMNS = 6;

export function placeAt(rows: LogisticRows, at: Float64Array, rest?: Float64Array): Place {
  const { columns, rowCount, point, l1, l2 } = rows;
  const size = columns.length;
  const isFew = size <= FEW_COLUMNS && isTall(rows);
  const sums = new Float64Array(size + 1);
  const lost = new Float64Array(size + 1);
  const block = new Float64Array(BLOCK_ROWS);
  const slopes = new Float64Array(BLOCK_ROWS);
  const bends = isFew ? new Float64Array(BLOCK_ROWS) : undefined;
  const gram = isFew ? blockedGram(columns) : undefined;
  for (let first = 0; first < rowCount; first += BLOCK_ROWS) {
    const count = Math.min(BLOCK_ROWS, rowCount - first);
    fillResiduals(block, columns, at, rest, first, count);
    addCompensated(sums, lost, size, lossOfBlock(point, block, count, slopes, bends));
    for (let k = 0; k < size; k++) {
      addCompensated(sums, lost, k, columnProduct(columns[k], first, slopes, 0, count));
    }
    if (bends) gram?.add(bends, first, count);
  }
  const means = sums.map((sum, k) => (sum + (lost[k] || 0)) / rowCount);
  const mean = means[size];
  const loss = at.reduce((total, v, k) => total + l2[k] * v * v + l1[k] * Math.abs(v), mean);
  const gradient = at.map((v, k) => 2 * l2[k] * v - means[k]);
  return { at, rest, mean, loss, gradient, products: gram?.sums() };
}

/** @param isAbove whether the quadratic is to lie above the loss */
export function modelAt(rows: LogisticRows, place: Place, isAbove: boolean): LogisticModel {
  const { columns, rowCount, point, l1, l2 } = rows;
  const { at, gradient } = place;
  const bendOf = isAbove ? bendAbove : point.curvature;
  const products = (!isAbove && place.products) || productsAt(rows, place, bendOf);
  const { root, isClear } = weightedRoot(columns, rowCount, l2, products, () =>
    bendsAt(rows, place, bendOf),
  );
  const hasLasso = l1.some((strength) => strength > 0);
  const { move, isDefinite } = hasLasso
    ? { move: lassoStep(root, gradient, at, l1), isDefinite: false }
    : curvedStep(root, isClear, gradient);
  const descent = move.reduce(
    (total, d, k) => total + gradient[k] * d + l1[k] * (Math.abs(at[k] + d) - Math.abs(at[k])),
    0,
  );
  return { move, descent, root, isDefinite };

  /** The slope's part that is odd bends the quadratic that touches the loss at `r` and `-r`. */
  function bendAbove(residual: number): number {
    const odd = point.slope(residual) - point.slope(-residual);
    return Math.abs(residual) > 1e-4 ? odd / (2 * residual) : point.curvature(0);
  }
}

/** Whether every row is on its right side. */
export function separatesAll({ columns, rowCount }: LogisticRows, at: Float64Array): boolean {
  for (let row = 0; row < rowCount; row++) {
    let margin = 0;
    for (let k = 0; k < columns.length; k++) margin += columns[k][row] * at[k];
    if (!(margin > 0)) return false;
  }
  return true;
}

function isTall({ columns, rowCount }: LogisticRows): boolean {
  return columns.length <= rowCount + 1;
}

function fillResiduals(
  block: Float64Array,
  columns: Float64Array[],
  at: Float64Array,
  rest: Float64Array | undefined,
  first: number,
  count: number,
): void {
  for (let t = 0; t < count; t++) block[t] = rest ? rest[first + t] : 0;
  if (rest) return;
  for (let k = 0; k < columns.length; k++) {
    const column = columns[k];
    const coordinate = at[k];
    if (coordinate === 0) continue;
    for (let t = 0; t < count; t++) block[t] -= column[first + t] * coordinate;
  }
}

function bendsAt({ columns, rowCount }: LogisticRows, place: Place, bendOf: BendOf): Float64Array {
  const bends = new Float64Array(rowCount);
  fillResiduals(bends, columns, place.at, place.rest, 0, rowCount);
  return bends.map(bendOf);
}

/** Undefined where there are fewer rows than columns. */
function productsAt(rows: LogisticRows, place: Place, bendOf: BendOf): Float64Array | undefined {
  if (!isTall(rows)) return undefined;
  const { columns, rowCount } = rows;
  const block = new Float64Array(BLOCK_ROWS);
  const gram = blockedGram(columns);
  for (let first = 0; first < rowCount; first += BLOCK_ROWS) {
    const count = Math.min(BLOCK_ROWS, rowCount - first);
    fillResiduals(block, columns, place.at, place.rest, first, count);
    for (let t = 0; t < count; t++) block[t] = bendOf(block[t]);
    gram.add(block, first, count);
  }
  return gram.sums();
}

/** Sums over rows of `bend x x'`, block by block. */
function blockedGram(columns: Float64Array[]) {
  const size = columns.length;
  const weighted = new Float64Array(BLOCK_ROWS);
  const sums = new Float64Array(size * size);
  const lost = new Float64Array(size * size);
  return {
    add(bends: Float64Array, first: number, count: number): void {
      for (let j = 0; j < size; j++) {
        const column = columns[j];
        for (let t = 0; t < count; t++) weighted[t] = bends[t] * column[first + t];
        for (let k = 0; k <= j; k++) {
          const product = columnProduct(weighted, 0, columns[k], first, count);
          addCompensated(sums, lost, j * size + k, product);
        }
      }
    },
    /** `size * size` of them. */
    sums(): Float64Array {
      for (let j = 0; j < size; j++) {
        for (let k = 0; k <= j; k++) {
          const element = sums[j * size + k] + (lost[j * size + k] || 0);
          sums[j * size + k] = element;
          sums[k * size + j] = element;
        }
      }
      return sums;
    },
  };
}
