import { expect, test } from "vitest";
import type { DescentPath, Landscape, ModelCurvature } from "../../src/core/landscape.ts";
import { findings } from "../../src/render/marks/findings.ts";
import { optimumEntry } from "../../src/render/marks/optimum.ts";
import { bowl, fromFunction } from "./landscapes.ts";

function curvature(conditionNumber: number, stepsToTolerance: number): ModelCurvature {
  return {
    eigenvalues: [1, conditionNumber],
    conditionNumber,
    largestStableRate: 2 / conditionNumber,
    bestRate: 2 / (1 + conditionNumber),
    stepsToTolerance,
  };
}

const path: DescentPath = {
  label: "gd",
  method: "gd",
  x: Float64Array.of(0),
  y: Float64Array.of(0),
  z: Float64Array.of(1),
  stepsToTolerance: 2,
  diverged: false,
};

function panel(weights: Record<string, number>, changes: Partial<Landscape> = {}): Landscape {
  return fromFunction(bowl, 3, {
    optimum: { x: 0, y: 0, z: 1, inside: true, exists: true, unique: true, weights },
    curvature: { ...curvature(1.007, 2), valley: [1, 0] },
    model: curvature(787, 1334),
    paths: [path],
    ...changes,
  });
}

test("beside hidden weights every number is the model's, and the line says so", () => {
  expect(findings(panel({ a: 1, b: 2, intercept: 3 }))[0]).toBe(
    "model: condition number 787  ·  1,334 steps to the optimum",
  );
});

test("with two weights in all the steps are the path's", () => {
  const model = curvature(1.007, 7);
  expect(findings(panel({ a: 1, b: 2 }, { model }))[0]).toBe(
    "condition number 1.01  ·  2 steps to the optimum",
  );
});

test("steps that are an estimate are about so many", () => {
  const model: ModelCurvature = { ...curvature(787, 1334), stepsEstimated: true };
  const estimated = panel({ a: 1, b: 2 }, { model, paths: undefined });
  expect(findings(estimated)[0]).toContain("about 1,334 steps");
});

test("a surface without steps says how well conditioned it is, and no more", () => {
  const bare = fromFunction(bowl, 3, {
    curvature: { ...curvature(123.4, 5), valley: [1, 0] },
  });
  const { stepsToTolerance, ...known } = curvature(123.4, 5);
  expect(stepsToTolerance).toBe(5);
  expect(findings(bare)[0]).toBe("condition number 123.4  ·  5 steps to the optimum");
  const unknown = { ...bare, curvature: undefined, model: { ...known, stepsToTolerance: NaN } };
  expect(findings({ ...unknown, paths: [{ ...path, stepsToTolerance: 1 }] })[0]).toBe(
    "condition number 123.4  ·  1 step to the optimum",
  );
});

test("a path without curvature says its steps, of the model where weights are hidden", () => {
  const steps = fromFunction(bowl, 3, { paths: [path] });
  expect(findings(steps)).toEqual(["2 steps to the optimum", "2 steps"]);
  expect(findings(fromFunction(bowl, 3))).toEqual([]);
});

test("the key calls the lowest of evaluated points so, and every other optimum an optimum", () => {
  const known = panel({ a: 1, b: 2 });
  const optimum = known.optimum && { ...known.optimum, sampled: true as const };
  expect(optimumEntry([{ ...known, optimum }]).text).toBe("lowest evaluated");
  expect(optimumEntry([{ ...known, optimum }, known]).text).toBe("optimum");
  expect(optimumEntry([{ ...known, optimum: undefined }]).text).toBe("optimum");
});
