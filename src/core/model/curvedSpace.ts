import { designFactor, isWide, type DesignFactor } from "../fit/designFactor.ts";
import { wholeRowSpace } from "../fit/rowSpace.ts";
import type { LinearProblem } from "../problem.ts";
import { dot } from "../sums.ts";

/** The directions of the weights in which rows can bend a loss, and what lies outside. */
export interface CurvedSpace {
  problem: LinearProblem;
  design: DesignFactor;
  /** How many orthogonal directions are left out: in them only a penalty bends. */
  outside: number;
  project(weights: Float64Array): Float64Array;
}

/** All weights; of a wide table the space that its rows span. */
export function curvedSpace(problem: LinearProblem, design: DesignFactor): CurvedSpace {
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
