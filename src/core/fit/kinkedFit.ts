import { largestMagnitude } from "../extent.ts";
import { exactResiduals } from "../linalg/exactResiduals.ts";
import type { Kinks } from "../losses/lossTraits.ts";
import type { LinearProblem } from "../problem.ts";
import { dot } from "../sums.ts";
import { conditionedBasis, type ConditionedBasis } from "./conditionedBasis.ts";
import { exactEnds } from "./corner.ts";
import { kinkedLoss, kinkedRest, slopeAt, type KinkedProblem } from "./interiorPoint.ts";
import { NO_LOSS } from "./changedBasis.ts";
import { solveMerged } from "./mergedRows.ts";
import { solveNormal, weightedFactor } from "./weightedFactor.ts";

export interface KinkedFit {
  /** Of the problem's columns; those not kept have zero. */
  weights: Float64Array;
  unique: boolean;
  /** The duality gap as a share of the loss: how far that may lie above the least, beyond rounding. */
  gap: number;
  /** The dual's: a slope of each row's loss, where a loss is `steepness` times as steep. */
  multipliers: Float64Array;
}

/** How far from the kinks the interior point method starts, in turn, until its result is certain. */
const START_DISTANCES = [0.5, 1e2, 1e5, 1e8];
const CERTAIN = 1e-11;

/**
 * The least value of a loss with kinks, with l1 and l2 penalties: an interior point method in
 * well conditioned coordinates, then the exact corner it points at, where as many rows lie on their
 * kinks as there are free weights. Where the optimum is not unique the result is a point inside the
 * set of optima. What is given is what the dual certifies best.
 *
 * @param kept the columns to use; without a penalty they must be independent
 */
export function kinkedFit(problem: LinearProblem, kinks: Kinks, kept: number[]): KinkedFit {
  const weights = new Float64Array(problem.columns.length);
  if (kept.length === 0) return atZero(problem, kinks);
  const rows = penalisedRows(problem, kinks, kept);
  const fit = fitKinkedRows(rows, rows.offset.length - problem.rowCount);
  kept.forEach((k, position) => {
    weights[k] = fit.weights[position];
  });
  return {
    weights,
    unique: fit.unique,
    gap: fit.excess === 0 ? 0 : fit.excess / fit.loss,
    multipliers: fit.multipliers.subarray(0, problem.rowCount),
  };
}

/** The fit of rows that each have bounds of their own. */
export interface KinkedRowsFit {
  weights: Float64Array;
  unique: boolean;
  loss: number;
  /** How far that may lie above the least one; zero where rounding explains it. */
  excess: number;
  multipliers: Float64Array;
}

/** @param lastRows how many rows at the end always stay as they are: penalties, and sums of rows */
export function fitKinkedRows(rows: KinkedProblem, lastRows: number): KinkedRowsFit {
  const basis = conditionedBasis(rows.columns);
  const conditioned: KinkedProblem = { ...rows, columns: basis.columns };
  const best = certainEnd(conditioned, basis, lastRows);
  const weights = withoutRounding(rows, basis.toWeights(best.coordinates));
  const rest = exactResiduals(rows.columns, rows.offset, weights);
  const loss = kinkedLoss(rows, rest);
  const balanced = { ...best, multipliers: balancedMultipliers(conditioned, best.multipliers) };
  const excess = Math.min(
    dualityGap(conditioned, rest, best),
    dualityGap(conditioned, rest, balanced),
  );
  const rounding = 4 * Number.EPSILON * sizeOfTerms(rows, weights);
  const zero = kinkedLoss(rows, rows.offset);
  const isRounding =
    (loss <= rounding && loss <= NO_LOSS * zero) || excess <= 4 * Number.EPSILON * zero;
  const { unique, multipliers } = best;
  return { weights, unique, loss, excess: isRounding ? 0 : excess, multipliers };
}

/** With zero for weights that are no more than the rounding of others, where that is as good. */
function withoutRounding(rows: KinkedProblem, weights: Float64Array): Float64Array {
  const sizes = rows.columns.map((column, k) => Math.abs(weights[k]) * largestMagnitude(column));
  const noise = 256 * Number.EPSILON * Math.max(largestMagnitude(rows.offset), ...sizes);
  if (sizes.every((size) => size === 0 || size > noise)) return weights;
  const clean = weights.map((weight, k) => (sizes[k] > noise ? weight : 0));
  const lossOf = (at: Float64Array) =>
    kinkedLoss(rows, exactResiduals(rows.columns, rows.offset, at));
  return lossOf(clean) <= lossOf(weights) * (1 + 16 * Number.EPSILON) ? clean : weights;
}

function atZero({ columns, offset }: LinearProblem, { low, bend }: Kinks): KinkedFit {
  const weights = new Float64Array(columns.length);
  const multipliers = offset.map((rest) => slopeAt(rest, low, 1, bend));
  return { weights, unique: true, gap: 0, multipliers };
}

/** The duality gap of `huber` without l1 at any weights, as a share of the loss; not less than it is. */
export function smoothGap(problem: LinearProblem, kinks: Kinks, weights: Float64Array): number {
  const rows = penalisedRows(problem, kinks, Array.from(weights.keys()));
  const rest = exactResiduals(rows.columns, rows.offset, weights);
  const multipliers = rest.map((r, k) => slopeAt(r, rows.low[k], rows.high[k], rows.bend[k]));
  return dualityGap(rows, rest, { coordinates: weights, multipliers }) / kinkedLoss(rows, rest);
}

interface End {
  coordinates: Float64Array;
  multipliers: Float64Array;
  unique: boolean;
}

function certainEnd(problem: KinkedProblem, basis: ConditionedBasis, lastRows: number): End {
  const start = weightedLeastSquares(basis, problem.offset);
  const negligible = 1e-15 * kinkedLoss(problem, problem.offset);
  const ends: { end: End; loss: number; excess: number }[] = [];
  const isCertain = ({ loss, excess }: { loss: number; excess: number }) =>
    excess <= CERTAIN * loss + negligible;
  for (const startDistance of START_DISTANCES) {
    const solved = solveMerged(problem, start, startDistance, lastRows);
    const found = [...exactEnds(solved.problem, solved.inside), solved.inside];
    const points = found.map((end) => ({
      coordinates: end.coordinates,
      unique: "isStrict" in end && end.isStrict,
    }));
    const duals = found.map((end) => withinBounds(problem, solved.expand(end.multipliers)));
    const rests = points.map(({ coordinates }) => kinkedRest(problem, coordinates));
    const judged = (i: number, j: number) => {
      const end = { ...points[i], multipliers: duals[j] };
      const excess = dualityGap(problem, rests[i], end);
      return { end, loss: kinkedLoss(problem, rests[i]), excess };
    };
    const own = points.map((_, i) => judged(i, i));
    ends.push(...own);
    if (!own.every(isCertain)) {
      points.forEach((_, i) => duals.forEach((_, j) => i !== j && ends.push(judged(i, j))));
    }
    ends.sort((a, b) => a.excess - b.excess);
    if (isCertain(ends[0])) break;
  }
  const least = ends.reduce((loss, end) => Math.min(loss, end.loss), Infinity);
  const good = ends.filter(({ loss }) => loss <= least * (1 + 1e-13) + negligible);
  return (good.find(({ end }) => end.unique) ?? good[0] ?? ends[0]).end;
}

/** Least squares with the basis's weights of rows, to which no few huge cells matter. */
function weightedLeastSquares(
  { columns, importances }: ConditionedBasis,
  offset: Float64Array,
): Float64Array {
  const weighted = offset.map((value, k) => value / importances[k]);
  return Float64Array.from(columns, (column) => dot(column, weighted));
}

function withinBounds({ low, high }: KinkedProblem, multipliers: Float64Array): Float64Array {
  return multipliers.map((m, k) => Math.max(low[k], Math.min(high[k], m)));
}

/**
 * Multipliers within their bounds that balance each other in every column better: what rounding left
 * is shared by those that are furthest from their bounds.
 */
function balancedMultipliers(problem: KinkedProblem, multipliers: Float64Array): Float64Array {
  const { columns, low, high } = problem;
  const room = multipliers.map((m, k) => Math.min(1, m - low[k], high[k] - m) ** 2);
  const factor = weightedFactor(columns, room);
  const balanced = multipliers.slice();
  for (let round = 0; round < 2; round++) {
    const unbalanced = Float64Array.from(columns, (column) => -dot(column, balanced));
    solveNormal(factor, unbalanced);
    columns.forEach((column, j) => {
      for (let k = 0; k < balanced.length; k++) balanced[k] += room[k] * column[k] * unbalanced[j];
    });
  }
  return withinBounds(problem, balanced);
}

/** How far the loss may lie above the least one: what the rows' losses exceed their dual values by. */
function dualityGap(
  problem: KinkedProblem,
  rest: Float64Array,
  { coordinates, multipliers }: Pick<End, "coordinates" | "multipliers">,
): number {
  let excess = 0;
  for (let k = 0; k < rest.length; k++) {
    excess += complementarity(problem, k, rest[k], multipliers[k]);
  }
  problem.columns.forEach((column, j) => {
    excess += Math.abs(dot(column, multipliers) * coordinates[j]);
  });
  return excess;
}

function sizeOfTerms({ columns, offset }: KinkedProblem, weights: Float64Array): number {
  const modulus = (total: number, value: number) => total + Math.abs(value);
  return columns.reduce(
    (total, column, j) => total + Math.abs(weights[j]) * column.reduce(modulus, 0),
    offset.reduce(modulus, 0),
  );
}

/** How much a row's loss at a residual exceeds the line with slope `m` that its dual value stands for. */
function complementarity(
  { low, high, bend }: KinkedProblem,
  k: number,
  residual: number,
  m: number,
): number {
  const slope = slopeAt(residual, low[k], high[k], bend[k]);
  return (slope - m) * (residual - 0.5 * bend[k] * (slope + m));
}

/**
 * The problem's rows with slopes of at most 1, and below them one row for each penalised weight and
 * penalty, whose residual is a multiple of the weight.
 */
function penalisedRows(problem: LinearProblem, kinks: Kinks, kept: number[]): KinkedProblem {
  const { rowCount, interceptIndex, l1, l2, offset } = problem;
  const { steepness } = kinks;
  const slopes = kept.filter((k) => k !== interceptIndex);
  const lassoCount = l1 > 0 ? slopes.length : 0;
  const height = rowCount + lassoCount + (l2 > 0 ? slopes.length : 0);
  const lasso = (rowCount * l1) / steepness;
  const ridge = (rowCount * l2) / steepness;
  const typical = offset.reduce((total, value) => total + Math.abs(value), 0) / rowCount || 1;
  const ridgeRow = Math.sqrt(ridge * rowCount * typical);

  const low = new Float64Array(height).fill(kinks.low, 0, rowCount);
  low.fill(-1, rowCount, rowCount + lassoCount).fill(-Infinity, rowCount + lassoCount);
  const high = new Float64Array(height).fill(1);
  high.fill(Infinity, rowCount + lassoCount);
  const bend = new Float64Array(height);
  bend.fill(kinks.bend, 0, rowCount);
  bend.fill((rowCount * typical) / 2, rowCount + lassoCount);

  const tall = kept.map((k) => {
    const column = new Float64Array(height);
    column.set(problem.columns[k]);
    const position = slopes.indexOf(k);
    if (position >= 0 && l1 > 0) column[rowCount + position] = lasso;
    if (position >= 0 && l2 > 0) column[rowCount + lassoCount + position] = ridgeRow;
    return column;
  });
  const tallOffset = new Float64Array(height);
  tallOffset.set(offset);
  return { columns: tall, offset: tallOffset, low, high, bend };
}
