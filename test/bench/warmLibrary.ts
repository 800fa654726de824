/**
 * Prints some numbers that a work finds and the seconds, the best of a few, that it takes in a warm
 * process: `warmLibrary.ts WORK [ROWS [POINTS]]`. A grid's panel counts whole; an optimum is the fit
 * alone, with its certificate.
 */
import process from "node:process";
import { designFactor } from "../../src/core/fit/designFactor.ts";
import { fitOptimum } from "../../src/core/fit/fitOptimum.ts";
import { linearProblem } from "../../src/core/linearProblem.ts";
import { fitScaler } from "../../src/core/scalers/scalers.ts";

const LIBRARY = new URL("../../dist/index.js", import.meta.url).href;
const { computeLandscapes, makeSyntheticData } = (await import(
  LIBRARY
)) as typeof import("../../src/index.ts");

type LossName = "mse" | "mae" | "logistic";
type Work = { loss: LossName; rows: number; points?: number; runs: number };

const WORKS: Record<string, Work> = {
  mse: { loss: "mse", rows: 1_000_000, points: 1000, runs: 20 },
  mae: { loss: "mae", rows: 10_000, points: 400, runs: 20 },
  logistic: { loss: "logistic", rows: 100_000, points: 200, runs: 1 },
  "mse-optimum": { loss: "mse", rows: 1_000_000, runs: 10 },
  "logistic-optimum": { loss: "logistic", rows: 1_000_000, runs: 5 },
  "mae-optimum": { loss: "mae", rows: 1_000_000, runs: 3 },
};

const { loss, runs, ...usual } = WORKS[process.argv[2]];
const rows = Number(process.argv[3] ?? usual.rows);
const points = Number(process.argv[4] ?? usual.points);
const data = await makeSyntheticData({ samples: rows });
if (loss === "logistic") data.target = data.target.map((y) => (y > 6 ? 1 : 0));

/** Losses at the corners. */
async function grid(): Promise<number[]> {
  const [{ z }] = await computeLandscapes(data, { loss, scalers: "none", resolution: points });
  const last = z.length - 1;
  return [z[0], z[points - 1], z[last - points + 1], z[last]];
}

/** The weights. */
function optimum(): number[] {
  const traits = { intercept: false, loss, delta: 1, l1: 0, l2: 0 };
  const problem = linearProblem(data, fitScaler("none", data.columns), traits);
  return Array.from(fitOptimum(problem, designFactor(problem)).weights);
}

let best = Infinity;
let found: number[] = [];
for (let run = 0; run < runs; run++) {
  const started = performance.now();
  found = usual.points ? await grid() : optimum();
  best = Math.min(best, (performance.now() - started) / 1000);
}
process.stdout.write(`${JSON.stringify(found)}\n${best}\n`);
