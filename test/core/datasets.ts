import { readFileSync } from "node:fs";
import type { Dataset } from "../../src/core/dataset.ts";
import type { LandscapeGiven } from "../../src/core/landscapeOptions.ts";
import type { LossOptions } from "../../src/core/linearProblem.ts";

/** A table from rows of features and a target. */
export function table(rows: number[][], target: ArrayLike<number>): Dataset {
  const width = rows[0].length;
  return {
    featureNames: Array.from({ length: width }, (_, f) => `f${f + 1}`),
    targetName: "y",
    rowCount: rows.length,
    columns: Array.from({ length: width }, (_, f) => Float64Array.from(rows, (row) => row[f])),
    target: Float64Array.from(target),
  };
}

/** One unscaled panel in the usual window; what is given replaces it. */
export function options(
  changes: LandscapeGiven & Partial<LossOptions> = {},
): LandscapeGiven & LossOptions {
  return {
    intercept: false,
    scalers: ["none"],
    loss: "mse",
    delta: 1,
    l1: 0,
    l2: 0,
    window: "fixed",
    ...changes,
  };
}

export function fixture(name: string) {
  return JSON.parse(readFileSync(new URL(`../fixtures/${name}.json`, import.meta.url), "utf8"));
}

/** The largest relative difference; a value expected to be zero counts absolutely. */
export function worstError(actual: ArrayLike<number>, expected: ArrayLike<number>): number {
  let worst = actual.length === expected.length ? 0 : Infinity;
  for (let i = 0; i < expected.length; i++) {
    const error = Math.abs(actual[i] - expected[i]) / (Math.abs(expected[i]) || 1);
    if (!(error <= worst)) worst = error;
  }
  return worst;
}
