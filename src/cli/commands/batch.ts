import { resolveOptions, type AnyGiven } from "../../core/options/table.ts";
import { BATCH_OPTIONS } from "../batch/batchOptions.ts";
import type { CommandSpec } from "./command.ts";

/** `loss-landscape batch`: draws the figures of a manifest. */
export const batch: CommandSpec = {
  summary: "draw many figures",
  options: BATCH_OPTIONS,
  argument: {
    name: "MANIFEST",
    help: "JSON or NDJSON: the options of each figure and its out; - is stdin",
  },
  async run(given: AnyGiven, [manifest]) {
    const options = resolveOptions(BATCH_OPTIONS, given);
    const { runBatch } = await import("../batch/run.ts");
    return runBatch(manifest, options);
  },
  examples: `  echo '[{"out": "a.png"}, {"out": "b.svg", "seed": 1, "explain": true}]' | loss-landscape batch -
  loss-landscape batch figures.json --skip-unchanged --report report.json
  loss-landscape batch figures.json --shard 2/8

A manifest with a sweep, six figures:
  {"defaults": {"width": 1000},
   "figures": [{"out": "fig-{seed}-{loss}.png",
                "sweep": {"seed": [0, 1, 2], "loss": ["mse", "mae"]}}]}

In out and title, {seed} is the figure's seed, {steps:03} its steps in three
digits, {index:04} its place in the manifest from 0, {{ and }} are braces.`,
};
