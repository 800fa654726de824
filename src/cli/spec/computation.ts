import type { AxisRange, LandscapeOptions } from "../../core/computeLandscapes.ts";
import { DEFAULT_DATA, DEFAULT_LANDSCAPES } from "../../defaults.ts";
import { InputError } from "../../core/errors.ts";
import type { ComputingGiven, ReadingGiven } from "../options/computingOptions.ts";
import { wholeNumber } from "../options/parseNumber.ts";
import type { WindowRange } from "../options/parseRange.ts";
import { badValue, readOption } from "../options/readOption.ts";
import { engineTable, isSynthetic, momentsSource, usesEngine } from "./engineSource.ts";
import type { EngineTable, MomentsSource } from "./engineSource.ts";
import { refuseConflicts } from "./conflicts.ts";

export interface SyntheticSource {
  samples: number;
  seed: string;
  rng: "numpy" | "seedrandom";
  scales: [number, number];
  weights: [number, number];
  noise: number;
}

export interface TableSource {
  file: string;
  format?: "csv" | "tsv" | "json" | "ndjson";
  features?: string[];
  target?: string;
  missing: "error" | "drop";
  maxRows: number;
}

/** All that makes landscapes, defaults filled in. */
export interface Computation {
  source:
    | { synthetic: SyntheticSource }
    | { table: TableSource }
    | { engine: EngineTable }
    | { moments: MomentsSource };
  landscape: LandscapeOptions;
}

const DEFAULT_RESOLUTION = 50;
export const DEFAULT_MOST_POINTS = 25_000_000;
const LARGEST_NUMPY_SEED = 2 ** 32 - 1;

/**
 * Fills in the defaults of the options that make landscapes.
 *
 * @param explain implies `--window auto` and `--descent gd` where nothing else is given
 * @throws InputError where options contradict one another or the grid is too large
 */
export function resolveComputation(
  given: ComputingGiven & ReadingGiven,
  explain: boolean,
): Computation {
  refuseConflicts(given, explain);
  const resolution = given.resolution ?? DEFAULT_RESOLUTION;
  const w1 = axisRange("w1", given.w1 ?? DEFAULT_LANDSCAPES.w1, given.w1?.count ?? resolution);
  const w2 = axisRange("w2", given.w2 ?? DEFAULT_LANDSCAPES.w2, given.w2?.count ?? resolution);
  refuseLargeGrid(w1.count * w2.count, given.maxPoints ?? DEFAULT_MOST_POINTS);
  const method = given.descent ?? (explain ? "gd" : undefined);
  return {
    source: sourceOf(given),
    landscape: {
      intercept: given.intercept ?? DEFAULT_LANDSCAPES.intercept,
      axes: given.axes,
      scalers: given.scalers ?? DEFAULT_LANDSCAPES.scalers,
      loss: given.loss ?? DEFAULT_LANDSCAPES.loss,
      delta: given.delta ?? DEFAULT_LANDSCAPES.delta,
      l1: given.l1 ?? DEFAULT_LANDSCAPES.l1,
      l2: given.l2 ?? DEFAULT_LANDSCAPES.l2,
      window: given.window ?? defaultWindow(given, explain),
      w1,
      w2,
      descent: method && {
        method,
        start: given.start,
        rate: given.rate ?? "auto",
        steps: given.steps ?? 200,
        tolerance: given.tolerance ?? 1e-6,
      },
      synthetic: isSynthetic(given),
    },
  };
}

/** A range that was asked for is not replaced by one around the optimum. */
function defaultWindow(given: ComputingGiven, explain: boolean): "fixed" | "auto" {
  if (given.w1 || given.w2) return "fixed";
  return explain || !isSynthetic(given) ? "auto" : "fixed";
}

function sourceOf(given: ComputingGiven): Computation["source"] {
  if (given.moments) return { moments: momentsSource(given, given.moments) };
  if (usesEngine(given)) return { engine: engineTable(given) };
  if (given.data === undefined) return { synthetic: syntheticSource(given) };
  return { table: tableSource(given, given.data) };
}

function axisRange(name: string, { min, max }: WindowRange, count: number): AxisRange {
  const step = (max - min) / (count - 1);
  if (min + step === min || max - step === max) {
    throw badValue(name, `${min}:${max}:${count}`, "a range in which all points differ");
  }
  return { min, max, count };
}

function refuseLargeGrid(points: number, mostPoints: number): void {
  if (points <= mostPoints) return;
  throw new InputError(
    `--max-points ${mostPoints}: a grid would have ${points} points; expected fewer along --w1, --w2 or --resolution, or a higher --max-points`,
  );
}

function syntheticSource(given: ComputingGiven): SyntheticSource {
  const rng = given.rng ?? "numpy";
  const seed = given.seed ?? "0";
  return {
    samples: given.samples ?? DEFAULT_DATA.samples,
    seed:
      rng === "numpy" ? String(readOption("seed", wholeNumber(0, LARGEST_NUMPY_SEED), seed)) : seed,
    rng,
    scales: given.scales ?? DEFAULT_DATA.scales,
    weights: given.weights ?? DEFAULT_DATA.weights,
    noise: given.noise ?? DEFAULT_DATA.noise,
  };
}

function tableSource(given: ComputingGiven, file: string): TableSource {
  return {
    file,
    format: given.dataFormat,
    features: given.features,
    target: given.target,
    missing: given.missing ?? "error",
    maxRows: given.maxRows ?? 50_000_000,
  };
}
