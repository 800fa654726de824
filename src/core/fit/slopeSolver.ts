import { jacobiSvd } from "../linalg/jacobiSvd.ts";
import { triangleInverse } from "../linalg/triangularFactor.ts";
import { collinearity, withRidge, type DesignFactor } from "./designFactor.ts";

export interface SlopeSolver {
  /** Orthonormal directions of the slopes that leave the loss as it is. */
  flat: Float64Array[];
  /** Whether the columns are so near to dependent that rounding shows in the weights. */
  isFrail: boolean;
  /** How often a solution is to be refined. */
  refinements: number;
  /** Least norm solution of `R w = Q'y`. */
  solveFactor(): Float64Array;
  /** Solution of `R'R w = vector`. */
  solveNormal(vector: Float64Array): Float64Array;
}

/** From this many columns on singular values cost more than the rest of a fit. */
export const MANY_COLUMNS = 50;
/** Ratio of the singular values from which a solution is refined, and how often. */
const WELL_CONDITIONED = 0.1;
const REFINEMENTS = 2;
/** Ratio of the singular values below which half the digits are lost. */
const FRAIL = 1e-6;
/**
 * Solves with the R of a design and its ridge: by its singular values, or where many columns are
 * surely far from dependent by its inverse.
 */
export function slopeSolver(factors: DesignFactor, l2: number): SlopeSolver {
  const { slopeCount, units } = factors;
  const size = slopeCount + 1;
  const factor = withRidge(factors, l2);

  const lengths = new Float64Array(slopeCount).fill(1);
  const unitColumns = new Float64Array(slopeCount * slopeCount);
  for (let j = 0; j < slopeCount; j++) {
    const column = factor.subarray(j * size, j * size + slopeCount);
    lengths[j] = Math.hypot(...column) || 1;
    for (let i = 0; i < slopeCount; i++) unitColumns[i + j * slopeCount] = column[i] / lengths[j];
  }
  const triangle = slopeCount < MANY_COLUMNS ? undefined : triangleInverse(unitColumns, slopeCount);
  if (triangle && triangle.smallest > FRAIL * triangle.largest) return byInverse(triangle.inverse);

  const { left, right, values } = jacobiSvd(unitColumns, slopeCount);
  const largest = values.reduce((a, b) => Math.max(a, b), 0);
  const smallest = largest * collinearity(factors);
  const flat = orthonormal(
    Array.from(values.keys())
      .filter((k) => !(values[k] > smallest))
      .map((k) => toWeights(right.subarray(k * slopeCount, (k + 1) * slopeCount))),
  );

  function byInverse(inverse: Float64Array): SlopeSolver {
    const times = (vector: Float64Array) => {
      const coordinates = new Float64Array(slopeCount);
      for (let j = 0; j < slopeCount; j++) {
        for (let i = 0; i <= j; i++) coordinates[i] += inverse[i + j * slopeCount] * vector[j];
      }
      return toWeights(coordinates);
    };
    return {
      flat: [],
      isFrail: false,
      refinements: REFINEMENTS,
      solveFactor: () => times(rotatedOffset()).map((slope) => slope * units[slopeCount]),
      solveNormal: (vector) =>
        times(
          Float64Array.from({ length: slopeCount }, (_, j) => {
            let product = 0;
            for (let i = 0; i <= j; i++) {
              product += (inverse[i + j * slopeCount] * vector[i]) / lengths[i] / units[i];
            }
            return product;
          }),
        ),
    };
  }

  /** The part of Q'y within the columns. */
  function rotatedOffset(): Float64Array {
    return factor.subarray(slopeCount * size, slopeCount * size + slopeCount);
  }

  /** From the coordinates of unit columns to slopes. */
  function toWeights(coordinates: Float64Array): Float64Array {
    return coordinates.map((value, j) => value / lengths[j] / units[j]);
  }

  /** `sum_k right_k (inner(k) / values[k]^power)` over the singular values that count. */
  function combine(inner: (k: number) => number, power: number): Float64Array {
    const coordinates = new Float64Array(slopeCount);
    for (let k = 0; k < slopeCount; k++) {
      if (!(values[k] > smallest)) continue;
      const share = inner(k) / values[k] ** power;
      for (let j = 0; j < slopeCount; j++) coordinates[j] += share * right[j + k * slopeCount];
    }
    return toWeights(coordinates);
  }

  return {
    flat,
    isFrail: values.some((value) => value > smallest && value < FRAIL * largest),
    refinements: values.every((value) => value > WELL_CONDITIONED * largest) ? 0 : REFINEMENTS,
    solveFactor() {
      const rotated = rotatedOffset();
      const slopes = combine((k) => {
        let product = 0;
        for (let i = 0; i < slopeCount; i++) product += left[i + k * slopeCount] * rotated[i];
        return product;
      }, 1);
      return withoutDirections(
        slopes.map((slope) => slope * units[slopeCount]),
        flat,
      );
    },
    solveNormal(vector) {
      return combine((k) => {
        let product = 0;
        for (let j = 0; j < slopeCount; j++) {
          product += (right[j + k * slopeCount] * vector[j]) / lengths[j] / units[j];
        }
        return product;
      }, 2);
    },
  };
}

function orthonormal(vectors: Float64Array[]): Float64Array[] {
  const basis: Float64Array[] = [];
  for (const vector of vectors) {
    const rest = scaledToUnit(vector);
    for (let round = 0; round < 2; round++) {
      for (const direction of basis) subtractProjection(rest, direction);
    }
    basis.push(scaledToUnit(rest));
  }
  return basis;
}

function scaledToUnit(vector: Float64Array): Float64Array {
  const length = Math.hypot(...vector);
  return vector.map((value) => value / length);
}

function subtractProjection(vector: Float64Array, direction: Float64Array): void {
  const share = direction.reduce((total, value, k) => total + value * vector[k], 0);
  for (let k = 0; k < direction.length; k++) vector[k] -= share * direction[k];
}

/** `weights` without their part along orthonormal directions of the slopes. */
export function withoutDirections(weights: Float64Array, directions: Float64Array[]): Float64Array {
  const result = weights.slice();
  for (const direction of directions) subtractProjection(result, direction);
  return result;
}
