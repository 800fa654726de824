/**
 * Grids against NumPy, in one run: `npx tsx test/bench/coreGrids.ts [python]`.
 * Ours counts the whole of computeLandscapes: fit, optimum, curvature and grid; both sides are warm.
 */
import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { computeLandscapes, type LandscapeOptions } from "../../src/core/computeLandscapes.ts";
import { createRandomStream } from "../../src/core/random/randomStream.ts";
import { makeSyntheticData } from "../../src/core/syntheticData.ts";

async function bestSeconds(
  rows: number,
  points: number,
  loss: LandscapeOptions["loss"],
  runs: number,
): Promise<number> {
  const stream = await createRandomStream("numpy", "0");
  const dataset = makeSyntheticData(
    { samples: rows, scales: [1, 100], weights: [3, 0.1], noise: 2 },
    stream,
  );
  let best = Infinity;
  for (let run = 0; run < runs; run++) {
    const started = performance.now();
    await computeLandscapes(dataset, {
      intercept: false,
      scalers: ["none"],
      loss,
      delta: 1,
      l1: 0,
      l2: 0,
      window: "fixed",
      w1: { min: -1, max: 5, count: points },
      w2: { min: -1, max: 0.5, count: points },
      synthetic: true,
    });
    best = Math.min(best, (performance.now() - started) / 1000);
  }
  return best;
}

const ours = {
  mse: await bestSeconds(1_000_000, 1000, "mse", 20),
  mae: await bestSeconds(10_000, 200, "mae", 20),
};
const peer = fileURLToPath(new URL("./coreGrids.py", import.meta.url));
const numpy: typeof ours = JSON.parse(
  execFileSync(process.argv[2] ?? "python3", [peer], { encoding: "utf8" }),
);
const lines = [
  ["mse, 1000 x 1000, 1,000,000 rows", ours.mse, numpy.mse],
  ["mae, 200 x 200, 10,000 rows", ours.mae, numpy.mae],
] as const;
for (const [name, own, other] of lines) {
  process.stdout.write(
    `${name}: ours ${(own * 1000).toFixed(1)} ms, NumPy ${(other * 1000).toFixed(1)} ms, ` +
      `NumPy / ours ${(other / own).toFixed(1)}\n`,
  );
}
