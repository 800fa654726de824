import { BLOCK_ROWS, columnProduct } from "../linalg/columnProduct.ts";
import { lossOfBlock } from "../losses/lossTraits.ts";
import type { LinearProblem } from "../problem.ts";
import { addCompensated } from "../sums.ts";

export interface ModelValue {
  /** `loss - loss*`. */
  excess: number;
  /** A subgradient at a kink: the one that leaves out what is undecided. */
  gradient: Float64Array;
}

/** A loss as a function of all weights, around its optimum. */
export interface ModelFunction {
  /** @param offset the weights less those of the optimum */
  at(offset: Float64Array): ModelValue;
  /** Numbers of the table that one evaluation reads. */
  cost: number;
  /** Whether an l1 penalty holds a weight at zero. */
  hasKinkAtOptimum: boolean;
}

/** What an evaluation costs beside its rows, in rows. */
export const MODEL_EVALUATION_COST = 20;

export function modelFunction(problem: LinearProblem, optimum: Float64Array): ModelFunction {
  const { columns, offset: target, rowCount, point, l1, l2, interceptIndex } = problem;
  const size = columns.length;
  const isPenalised = Array.from(columns.keys(), (k) => k !== interceptIndex);
  const rest = new Float64Array(BLOCK_ROWS);
  const slopes = new Float64Array(BLOCK_ROWS);
  const atOptimum = evaluate(optimum);

  function evaluate(weights: Float64Array): { loss: number; gradient: Float64Array } {
    const sums = new Float64Array(size + 1);
    const lost = new Float64Array(size + 1);
    for (let first = 0; first < rowCount; first += BLOCK_ROWS) {
      const count = Math.min(BLOCK_ROWS, rowCount - first);
      for (let t = 0; t < count; t++) rest[t] = target[first + t];
      for (let k = 0; k < size; k++) {
        const column = columns[k];
        const weight = weights[k];
        for (let t = 0; t < count; t++) rest[t] -= column[first + t] * weight;
      }
      addCompensated(sums, lost, size, lossOfBlock(point, rest, count, slopes));
      for (let k = 0; k < size; k++) {
        addCompensated(sums, lost, k, -columnProduct(columns[k], first, slopes, 0, count));
      }
    }
    const means = sums.map((sum, k) => (sum + (lost[k] || 0)) / rowCount);
    const gradient = means.slice(0, size);
    let loss = means[size];
    for (let k = 0; k < size; k++) {
      if (!isPenalised[k]) continue;
      loss += l2 * weights[k] ** 2 + l1 * Math.abs(weights[k]);
      gradient[k] += 2 * l2 * weights[k] + l1 * Math.sign(weights[k]);
    }
    return { loss, gradient };
  }

  return {
    at(offset) {
      const { loss, gradient } = evaluate(optimum.map((weight, k) => weight + offset[k]));
      return { excess: loss - atOptimum.loss, gradient };
    },
    cost: size * (rowCount + MODEL_EVALUATION_COST),
    hasKinkAtOptimum: l1 > 0 && optimum.some((weight, k) => isPenalised[k] && weight === 0),
  };
}
