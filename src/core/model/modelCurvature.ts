import {
  estimatedSteps,
  quadraticSteps,
  type StepCount,
  type QuadraticPart,
} from "../descent/quadraticSteps.ts";
import { designFactor, isWide, type DesignFactor } from "../fit/designFactor.ts";
import type { ModelCurvature } from "../landscape.ts";
import { gradedSvd } from "../linalg/gradedSvd.ts";
import type { LinearProblem } from "../problem.ts";
import { modelFactor, type ModelFactor } from "./modelFactor.ts";
import { dot } from "../sums.ts";
import { modelFunction, type ModelFunction } from "./modelFunction.ts";
import { wholeRowSpace } from "../fit/rowSpace.ts";

/** Numbers of the table that stepping may read before the Hessian takes over. */
const STEPPING_COST = 4e7;

/** A gradient descent over all weights: all but the plane's two begin at the optimum. */
export interface ModelDescent {
  axes: [number, number];
  start: [number, number];
  tolerance: number;
  /** The steps where they are known: in a model of two weights they are the plane's. */
  steps?: StepCount;
}

/** The directions of the weights in which rows can bend a loss, and what lies outside. */
interface CurvedSpace {
  problem: LinearProblem;
  design: DesignFactor;
  /** How many orthogonal directions are left out: in them only a penalty bends. */
  outside: number;
  project(weights: Float64Array): Float64Array;
}

/**
 * Curvature of the whole loss over all weights, penalties included, and the steps that gradient
 * descent with the best constant rate needs. The steps of `mse` are exact, by its spectrum; of
 * another loss, or with an l1 penalty, descent runs for real, and where that is long the Hessian of
 * the optimum counts the rest. Where an l1 penalty holds a weight at zero, what stepping does not
 * reach counts as never.
 *
 * @param weights of the optimum
 * @returns undefined for losses that bend nowhere
 */
export function modelCurvature(
  problem: LinearProblem,
  design: DesignFactor,
  weights: Float64Array,
  descent: ModelDescent,
): ModelCurvature | undefined {
  const space = curvedSpace(problem, design);
  const factor = modelFactor(space.problem, space.design, space.project(weights));
  if (!factor) return undefined;
  return curvatureOfFactor(factor, problem, space, weights, descent, () =>
    modelFunction(problem, weights),
  );
}

/** What the factor of a Hessian says, `2 A'A` in the directions of `space`. */
export function curvatureOfFactor(
  factor: ModelFactor,
  problem: Pick<LinearProblem, "loss" | "l1" | "l2" | "interceptIndex">,
  space: Pick<CurvedSpace, "outside" | "project">,
  weights: Float64Array,
  descent: ModelDescent,
  lossAround: () => ModelFunction,
): ModelCurvature {
  const { values, right, leftProduct } = gradedSvd(factor.matrix, factor.size);
  const lambdas = Float64Array.from(values, (value, k) =>
    k < factor.rank ? 2 * value * value : 0,
  );
  const outside = space.outside > 0 ? [2 * problem.l2] : [];
  const largest = Math.max(lambdas[0] ?? 0, ...outside);
  const smallest = Math.min(lambdas[lambdas.length - 1] ?? Infinity, ...outside);
  const bending = [...lambdas.subarray(0, factor.rank), ...outside].filter((lambda) => lambda > 0);
  const smallestBending = Math.min(...bending, largest);
  const best = { smallest: smallestBending, largest };
  const bestRate = 2 / (smallestBending + largest);
  return {
    eigenvalues: [smallest, largest],
    conditionNumber: smallest === 0 ? Infinity : largest / smallest,
    largestStableRate: 2 / largest,
    bestRate,
    ...(descent.steps ?? steps()),
  };

  /** Each eigenvector's share of the loss, from whichever of its two forms has the smaller rounding error. */
  function spectrum(change: Float64Array): QuadraticPart[] {
    const { size, rank, matrix } = factor;
    const inside = space.project(change);
    const offset = ordered(inside);
    const length = Math.hypot(...offset);
    const image = productLength(matrix, size, offset);
    const parts = Array.from({ length: rank }, (_, k) => {
      let coordinate = 0;
      if (values[k] * length < image) {
        for (let j = 0; j < size; j++) coordinate += right[j + k * size] * offset[j];
        coordinate *= values[k];
      } else coordinate = leftProduct(k, offset);
      return { lambda: lambdas[k], excess: coordinate * coordinate };
    });
    const square = Math.max(0, dot(change, change) - dot(inside, inside));
    return [...parts, ...outside.map((lambda) => ({ lambda, excess: (lambda / 2) * square }))];
  }

  function steps(): StepCount {
    const { axes, start, tolerance } = descent;
    let offset = new Float64Array(weights.length);
    axes.forEach((axis, k) => (offset[axis] = start[k] - weights[axis]));
    const isQuadratic = problem.loss.shape === "quadratic" && problem.l1 === 0;
    if (isQuadratic) {
      const parts = spectrum(offset);
      const exact = quadraticSteps(parts, best, tolerance * totalExcess(parts));
      return { stepsToTolerance: exact };
    }
    const loss = lossAround();
    let value = loss.at(offset);
    const target = tolerance * value.excess;
    const longest = Math.max(20, Math.floor(STEPPING_COST / loss.cost));
    let taken = 0;
    for (; taken < longest && value.excess > target; taken++) {
      const { gradient } = value;
      offset = offset.map((change, k) => change - bestRate * gradient[k]);
      value = loss.at(offset);
      if (!Number.isFinite(value.excess)) return { stepsToTolerance: Infinity };
    }
    if (value.excess <= target) return { stepsToTolerance: taken };
    if (loss.hasKinkAtOptimum) return { stepsToTolerance: Infinity };
    return estimatedSteps(taken + quadraticSteps(spectrum(offset), best, target));
  }

  /** Weights in the order of the factor's columns: the intercept first. */
  function ordered(offset: Float64Array): Float64Array {
    if (problem.interceptIndex < 0) return offset;
    return Float64Array.of(offset[offset.length - 1], ...offset.subarray(0, -1));
  }
}

function totalExcess(parts: QuadraticPart[]): number {
  return parts.reduce((total, { excess }) => total + excess, 0);
}

function productLength(matrix: Float64Array, size: number, vector: Float64Array): number {
  const product = new Float64Array(size);
  for (let j = 0; j < size; j++) {
    for (let i = 0; i < size; i++) product[i] += matrix[i + j * size] * vector[j];
  }
  return Math.hypot(...product);
}

/** All weights; of a wide table the space that its rows span. */
function curvedSpace(problem: LinearProblem, design: DesignFactor): CurvedSpace {
  if (!isWide(design)) return { problem, design, outside: 0, project: (weights) => weights };
  const { slopeCount, hasIntercept } = design;
  const { directions, problem: narrow } = wholeRowSpace(problem, design);
  return {
    problem: narrow,
    design: designFactor(narrow),
    outside: slopeCount - directions.length,
    project(weights) {
      const slopes = weights.subarray(0, slopeCount);
      const along = directions.map((direction) => dot(direction, slopes));
      return Float64Array.from(hasIntercept ? [...along, weights[slopeCount]] : along);
    },
  };
}
