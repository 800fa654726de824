/** Prints the seconds, the best of a few, that a panel takes in a warm process. */
import process from "node:process";

const LIBRARY = new URL("../../dist/index.js", import.meta.url).href;
const { computeLandscapes, makeSyntheticData } = (await import(
  LIBRARY
)) as typeof import("../../src/index.ts");

type Work = { loss: "mse" | "mae" | "logistic"; rows: number; points: number; runs: number };

const WORKS: Record<string, Work> = {
  mse: { loss: "mse", rows: 1_000_000, points: 1000, runs: 20 },
  mae: { loss: "mae", rows: 10_000, points: 400, runs: 20 },
  logistic: { loss: "logistic", rows: 100_000, points: 200, runs: 2 },
  "logistic-optimum": { loss: "logistic", rows: 1_000_000, points: 2, runs: 3 },
  "mae-optimum": { loss: "mae", rows: 1_000_000, points: 2, runs: 2 },
};

const { loss, rows, points, runs } = WORKS[process.argv[2]];
const data = await makeSyntheticData({ samples: rows });
if (loss === "logistic") data.target = data.target.map((y) => (y > 6 ? 1 : 0));
let best = Infinity;
for (let run = 0; run < runs; run++) {
  const started = performance.now();
  await computeLandscapes(data, { loss, scalers: "none", resolution: points });
  best = Math.min(best, (performance.now() - started) / 1000);
}
process.stdout.write(`${best}\n`);
