import { exactResiduals } from "../linalg/exactResiduals.ts";
import type { LinearProblem } from "../problem.ts";
import { penalty } from "../penalty.ts";
import { dot, sum } from "../sums.ts";
import { curvedStep } from "./curvedStep.ts";
import { activeFactor, columnLengths } from "./activeFactor.ts";
import { lassoStep } from "./lassoStep.ts";
import { marginCoordinates } from "./marginCoordinates.ts";
import { separation, type Separation } from "./separation.ts";
import { weightedRoot } from "./weightedRoot.ts";

export interface LogisticFit {
  weights: Float64Array;
  /** Where the loss falls for ever: how many rows are separated. */
  separation?: Separation;
  /** Whether no other weights reach the same loss. */
  isUnique: boolean;
  gap: number;
}

const MAX_STEPS = 500;
const POLISHING_STEPS = 3;
/** Margins that one more step moves by more than this do not converge. */
const MOVING = 0.1;

/** A search that ends with a larger gap is asked for a certificate of separation. */
const CERTAIN = 1e-9;

/** Beyond such a margin the loss bends by less than 1e-30. */
const FAR = 70;

/** What the method knows of one place. */
interface Place {
  at: Float64Array;
  /** Minus the margins. */
  rest: Float64Array;
  loss: number;
}

/**
 * The logistic loss with l2 and l1 penalties: Newton's method with a line search; with an l1 penalty
 * each step minimises the penalised quadratic model. After a step that had to be cut hard the
 * quadratic is one that lies above the loss, which descends always.
 *
 * Without a penalty, margins that do not come to rest, grow without measure or end uncertain are
 * asked for a certificate of separation.
 *
 * Sources: Lee, Sun and Saunders, SIAM J. Optim. 24 (2014); for the quadratic above, Jaakkola and
 * Jordan, Statistics and Computing 10 (2000).
 */
export function logisticFit(problem: LinearProblem): LogisticFit {
  const { rowCount, point } = problem;
  const coordinates = marginCoordinates(problem);
  const { columns, l1, l2 } = coordinates;
  const hasLasso = problem.l1 > 0;
  const canSeparate = problem.l1 === 0 && problem.l2 === 0;
  let asked: Separation | undefined;
  let place = placeAt(new Float64Array(columns.length));
  let isCautious = false;

  for (let step = 0, polished = 0; step < MAX_STEPS; step++) {
    const model = modelAt(place, isCautious);
    const { move, descent } = model;
    if (canSeparate && place.rest.every((rest) => rest < 0) && isSeparable()) break;
    if (-descent <= 1e-13 * place.loss) {
      if (canSeparate && furthest(move) > MOVING && isSeparable()) break;
      place = placeAt(plus(place.at, move, 1));
      isCautious = false;
      if (++polished >= POLISHING_STEPS) break;
      continue;
    }
    let length = 1;
    let next = placeAt(plus(place.at, move, length));
    while (!(next.loss <= place.loss + 1e-4 * length * descent) && length > 1e-12) {
      length /= 2;
      next = placeAt(plus(place.at, move, length));
    }
    if (!(next.loss < place.loss)) {
      if (isCautious) break;
      isCautious = true;
      continue;
    }
    isCautious = length < 1 / 8 && !isCautious;
    place = next;
    if (canSeparate && step % 50 === 49 && isSeparable()) break;
  }

  const weights = coordinates.toWeights(place.at);
  const found = certificate(weights);
  if (canSeparate && found.gap > CERTAIN) isSeparable();
  if (asked && asked.separated > 0) {
    return { weights, separation: asked, isUnique: false, gap: 1 };
  }
  return { weights, ...found };

  function isSeparable(): boolean {
    asked ??= separation(columns, rowCount);
    return asked.separated > 0;
  }

  function placeAt(at: Float64Array): Place {
    const rest = new Float64Array(rowCount);
    columns.forEach((column, k) => {
      const coordinate = at[k];
      if (coordinate === 0) return;
      for (let row = 0; row < rowCount; row++) rest[row] -= column[row] * coordinate;
    });
    const values = rest.map((value) => point.value(value));
    const fitted = sum(values) / rowCount;
    const loss = at.reduce((total, v, k) => total + l2[k] * v * v + l1[k] * Math.abs(v), fitted);
    return { at, rest, loss };
  }

  function modelAt({ at, rest }: Pick<Place, "at" | "rest">, isAbove: boolean) {
    const slopes = rest.map((value) => point.slope(value));
    const bends = rest.map(isAbove ? bendAbove : (value) => point.curvature(value));
    const gradient = at.map((v, k) => 2 * l2[k] * v - dot(columns[k], slopes) / rowCount);
    const { root, isClear } = weightedRoot(columns, bends, l2, () => hessianOf(columns, bends, l2));
    const curved = hasLasso
      ? { move: lassoStep(root, gradient, at, l1), isDefinite: false }
      : curvedStep(root, isClear, gradient);
    const { move } = curved;
    const descent = move.reduce(
      (total, d, k) => total + gradient[k] * d + l1[k] * (Math.abs(at[k] + d) - Math.abs(at[k])),
      0,
    );
    return { move, descent, gradient, root, isDefinite: curved.isDefinite };
  }

  /** The slope's part that is odd bends the quadratic that touches the loss at `r` and `-r`. */
  function bendAbove(rest: number): number {
    const odd = point.slope(rest) - point.slope(-rest);
    return Math.abs(rest) > 1e-4 ? odd / (2 * rest) : point.curvature(0);
  }

  /** The largest change of a margin, but for those so far from zero that the loss is a line there. */
  function furthest(move: Float64Array, isFar: (row: number) => boolean = () => false): number {
    const moved = new Float64Array(rowCount);
    columns.forEach((column, k) => {
      for (let row = 0; row < rowCount; row++) moved[row] += column[row] * move[k];
    });
    return moved.reduce((most, value, row) => {
      const change = Math.abs(value);
      return isFar(row) && change < FAR / 2 ? most : Math.max(most, change);
    }, 0);
  }

  /** At the weights as they are printed, with the margins of the original columns. */
  function certificate(found: Float64Array): { isUnique: boolean; gap: number } {
    const at = coordinates.toCoordinates(found);
    const rest = exactResiduals(problem.columns, problem.offset, found);
    const { move, descent, gradient, root, isDefinite } = modelAt({ at, rest }, false);
    const values = rest.map((value) => point.value(value));
    const loss = sum(values) / rowCount + penalty(problem, found);
    const isNear = furthest(move, (row) => Math.abs(rest[row]) > FAR) < MOVING;
    const gap = isNear ? Math.max(0, -descent) / loss : 1;
    if (!hasLasso) return { isUnique: isDefinite, gap };
    const lengths = columnLengths(root);
    const tight = Array.from(at.keys()).filter(
      (k) => Math.abs(gradient[k]) >= l1[k] * (1 - 1e-9) && lengths[k] > 0,
    );
    return { isUnique: activeFactor(root, lengths, tight).dependent < 0, gap };
  }
}

/** `mean(bends x x') + 2 diag(l2)`. */
function hessianOf(columns: Float64Array[], bends: Float64Array, l2: Float64Array): Float64Array {
  const size = columns.length;
  const rowCount = bends.length;
  const weighted = new Float64Array(rowCount);
  const hessian = new Float64Array(size * size);
  for (let j = 0; j < size; j++) {
    const column = columns[j];
    for (let row = 0; row < rowCount; row++) weighted[row] = bends[row] * column[row];
    for (let k = 0; k <= j; k++) {
      const element = dot(weighted, columns[k]) / rowCount;
      hessian[j * size + k] = element;
      hessian[k * size + j] = element;
    }
    hessian[j * size + j] += 2 * l2[j];
  }
  return hessian;
}

function plus(a: Float64Array, b: Float64Array, share: number): Float64Array {
  return a.map((value, k) => value + share * b[k]);
}
