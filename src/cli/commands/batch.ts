import { wholeNumber } from "../../core/options/numbers.ts";
import {
  flag,
  inGroup,
  option,
  resolveOptions,
  type AnyGiven,
  type OptionsOf,
} from "../../core/options/table.ts";
import { fileName } from "../../core/options/texts.ts";
import { QUIET } from "../outputOptions.ts";
import { workShard } from "../shard.ts";
import type { CommandSpec } from "./command.ts";

const BATCH_OPTIONS = inGroup("Output", {
  jobs: option(wholeNumber(1, 256), "figures drawn at a time", { without: "one per processor" }),
  shard: option(workShard, "every N-th figure only, the I-th of them first"),
  skipUnchanged: flag("leave alone what would come out the same"),
  failFast: flag("stop at the first figure that fails"),
  report: option(fileName, "what became of each figure, as JSON; - is stdout"),
  outDir: option(fileName, "folder of the figures", {
    argument: "DIR",
    without: "the manifest's",
  }),
  allowOutside: flag("let figures and data lie outside the manifest's folder"),
  maxFigures: option(wholeNumber(1, 1e7), "most figures of a manifest", { default: 100_000 }),
  ...QUIET,
});
export type BatchOptions = OptionsOf<typeof BATCH_OPTIONS>;

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
    const { runBatch } = await import("../batch/batch.ts");
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
