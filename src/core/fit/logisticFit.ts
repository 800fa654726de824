import { largestMagnitude } from "../extent.ts";
import { exactResiduals } from "../linalg/exactResiduals.ts";
import { type LinearProblem, penalty } from "../problem.ts";
import { activeFactor, columnLengths } from "./activeFactor.ts";
import { marginCoordinates } from "./marginCoordinates.ts";
import { modelAt, placeAt, separatesAll, type LogisticRows } from "./logisticModel.ts";
import { separation, type Separation } from "./separation.ts";

export interface LogisticFit {
  weights: Float64Array;
  /** Where the loss falls for ever: how many rows are separated. */
  separation?: Separation;
  /** Whether no other weights reach the same loss. */
  isUnique: boolean;
  gap: number;
  /** The mean over rows, without penalties, where the optimum exists. */
  mean?: number;
}

const MAX_STEPS = 500;
const POLISHING_STEPS = 3;
/** Margins that one more step moves by more than this do not converge. */
const MOVING = 0.1;

/** A search that ends with a larger gap is asked for a certificate of separation. */
const CERTAIN = 1e-9;

/** Beyond such a margin the loss bends by less than 1e-30. */
const FAR = 70;

/** From this many rows on, and so many a column, the fit of a sample of them goes before. */
const MANY_ROWS = 20_000;
const MANY_ROWS_A_COLUMN = 1000;
const SAMPLE = 16;
const SAMPLE_STEPS = 30;
/** A sample's optimum lies further off than this leaves, as a share of the loss. */
const SAMPLE_TOLERANCE = 1e-8;
/** After a step that gains less, as a share of the loss, the next would change no digit. */
const LAST = 1e-16;

/**
 * The logistic loss with l2 and l1 penalties: Newton's method with a line search; with an l1 penalty
 * each step minimises the penalised quadratic model. After a step that had to be cut hard the
 * quadratic is one that lies above the loss, which descends always.
 *
 * Without a penalty, margins that do not come to rest, grow without measure or end uncertain are
 * asked for a certificate of separation. Many rows begin near the optimum of a sixteenth of them.
 *
 * Sources: Lee, Sun and Saunders, SIAM J. Optim. 24 (2014); for the quadratic above, Jaakkola and
 * Jordan, Statistics and Computing 10 (2000).
 */
export function logisticFit(problem: LinearProblem): LogisticFit {
  const { rowCount, point } = problem;
  const coordinates = marginCoordinates(problem);
  const { columns, l1, l2 } = coordinates;
  const rows: LogisticRows = { rowCount, point, columns, l1, l2 };
  const hasLasso = problem.l1 > 0;
  const canSeparate = problem.l1 === 0 && problem.l2 === 0;
  const largest = columns.map(largestMagnitude);
  let asked: Separation | undefined;
  let place = placeAt(rows, startOf(rows));
  if (!(place.loss <= point.value(0))) place = placeAt(rows, new Float64Array(columns.length));
  let isCautious = false;

  for (let step = 0, polished = 0; step < MAX_STEPS; step++) {
    const { move, descent } = modelAt(rows, place, isCautious);
    if (canSeparate && separatesAll(rows, place.at) && isSeparable()) break;
    if (-descent <= 1e-13 * place.loss) {
      if (canSeparate && furthest(move) > MOVING && isSeparable()) break;
      place = placeAt(rows, plus(place.at, move, 1));
      isCautious = false;
      if (++polished >= POLISHING_STEPS || -descent <= LAST * place.loss) break;
      continue;
    }
    let length = 1;
    let next = placeAt(rows, plus(place.at, move, length));
    while (!(next.loss <= place.loss + 1e-4 * length * descent) && length > 1e-12) {
      length /= 2;
      next = placeAt(rows, plus(place.at, move, length));
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

  /** At most the largest change of a margin, but for those so far from zero that the loss is a line there. */
  function furthest(move: Float64Array, rest?: Float64Array): number {
    const bound = move.reduce((total, d, k) => total + Math.abs(d) * largest[k], 0);
    if (bound < MOVING) return bound;
    let most = 0;
    for (let row = 0; row < rowCount; row++) {
      let moved = 0;
      for (let k = 0; k < columns.length; k++) moved += columns[k][row] * move[k];
      const change = Math.abs(moved);
      const isFar = rest !== undefined && Math.abs(rest[row]) > FAR && change < FAR / 2;
      if (!isFar && !(change <= most)) most = change;
    }
    return most;
  }

  /** At the weights as they are printed, with the margins of the original columns. */
  function certificate(found: Float64Array): { isUnique: boolean; gap: number; mean: number } {
    const at = coordinates.toCoordinates(found);
    const rest = exactResiduals(problem.columns, problem.offset, found);
    const printed = placeAt(rows, at, rest);
    const { move, descent, root, isDefinite } = modelAt(rows, printed, false);
    const { mean, gradient } = printed;
    const loss = mean + penalty(problem, found);
    const isNear = furthest(move, rest) < MOVING;
    const gap = isNear ? Math.max(0, -descent) / loss : 1;
    if (!hasLasso) return { isUnique: isDefinite, gap, mean };
    const lengths = columnLengths(root);
    const tight = Array.from(at.keys()).filter(
      (k) => Math.abs(gradient[k]) >= l1[k] * (1 - 1e-9) && lengths[k] > 0,
    );
    return { isUnique: activeFactor(root, lengths, tight).dependent < 0, gap, mean };
  }
}

/** Near the optimum of many rows: that of some of them, itself begun near that of fewer. */
function startOf(rows: LogisticRows): Float64Array {
  const { rowCount, columns } = rows;
  const isMany = rowCount >= Math.max(MANY_ROWS, MANY_ROWS_A_COLUMN * columns.length);
  if (!isMany) return new Float64Array(columns.length);
  const sample: LogisticRows = {
    ...rows,
    rowCount: Math.floor(rowCount / SAMPLE),
    columns: columns.map((column) => everySixteenth(column)),
  };
  let place = placeAt(sample, startOf(sample));
  for (let step = 0; step < SAMPLE_STEPS; step++) {
    const { move, descent } = modelAt(sample, place, false);
    const next = placeAt(sample, plus(place.at, move, 1));
    if (!(next.loss <= place.loss)) break;
    place = next;
    if (-descent <= SAMPLE_TOLERANCE * place.loss) break;
  }
  return place.at;
}

function everySixteenth(column: Float64Array): Float64Array {
  const part = new Float64Array(Math.floor(column.length / SAMPLE));
  for (let row = 0; row < part.length; row++) part[row] = column[row * SAMPLE];
  return part;
}

function plus(a: Float64Array, b: Float64Array, share: number): Float64Array {
  return a.map((value, k) => value + share * b[k]);
}
