import {
  numberRange,
  openFraction,
  positiveNumber,
  wholeNumber,
} from "../../core/options/numbers.ts";
import {
  flag,
  inGroup,
  option,
  resolveOptions,
  type AnyGiven,
  type OptionsOf,
} from "../../core/options/table.ts";
import { choiceOf, fileName } from "../../core/options/texts.ts";
import { GRID_WRITERS } from "../../io/gridWriters/gridWriters.ts";
import { outputFormat } from "../outputOptions.ts";
import { workShard } from "../shard.ts";
import type { CommandSpec } from "./command.ts";
import { GRID_OUTPUT } from "./grid.ts";

const EVALUATE_OPTIONS = {
  ...inGroup("Window", {
    w1: option(numberRange, "along the first direction", { default: { min: -1, max: 1 } }),
    w2: option(numberRange, "along the second direction", { default: { min: -1, max: 1 } }),
    resolution: option(wholeNumber(2, 1e5), "points along each axis without a COUNT", {
      default: 51,
    }),
  }),
  ...inGroup("Model", {
    accuracy: option(
      openFraction,
      "stop once the estimated error is below this share of the range",
      { argument: "A", without: "every point is evaluated" },
    ),
    budget: option(wholeNumber(4, 1e9), "most points to evaluate", { without: "all" }),
    zScale: option(
      choiceOf(["linear", "log"]),
      "vertical scale of accuracy and interpolation: linear or log",
      { argument: "KIND", default: "linear" },
    ),
  }),
  ...inGroup("Data", {
    journal: option(fileName, "a folder that keeps every answer", { argument: "DIR" }),
    jobs: option(wholeNumber(1, 1024), "processes of the command", { default: 1 }),
    shard: option(workShard, "the I-th share of the points; all shards share one journal"),
    pointsPerRequest: option(wholeNumber(1, 1e6), "points a line, as an array", {
      argument: "K",
      without: "one bare point",
    }),
    timeout: option(positiveNumber, "most time for a request", {
      argument: "SECONDS",
      without: "no limit",
    }),
    retries: option(wholeNumber(0, 1000), "further tries of a point before it is a hole", {
      default: 2,
    }),
  }),
  ...inGroup("Output", {
    dryRun: flag("print the points and, from three evaluations, the time they take"),
  }),
  ...GRID_OUTPUT,
};
export type EvaluateOptions = OptionsOf<typeof EVALUATE_OPTIONS>;

/** `loss-landscape evaluate`: asks a program for the loss at points of a grid. */
export const evaluate: CommandSpec = {
  summary: "ask a program for the loss at each point and write the surface",
  options: EVALUATE_OPTIONS,
  argument: {
    name: "COMMAND",
    help: "after --: the program and its arguments",
    takesRest: true,
  },
  async run(given: AnyGiven, words) {
    const format = outputFormat(given, GRID_WRITERS, "json");
    const options = resolveOptions(EVALUATE_OPTIONS, given);
    const { evaluateGrid } = await import("../evaluate/evaluateGrid.ts");
    await evaluateGrid(words, options, format);
  },
  examples: `  loss-landscape evaluate --w1 -1:1:51 --w2 -1:1:51 --journal run --out surface.json -- python loss.py
  loss-landscape evaluate --journal run --jobs 4 --accuracy 0.01 --z-scale log > surface.json -- ./loss
  loss-landscape evaluate --journal /shared/run --shard 2/8 --out part.json -- python loss.py
  loss-landscape render --from surface.json --z-scale log --out fig.png

The command is started --jobs times, without a shell. It reads a point from each line of its standard
input, [x, y], and answers on a line of its standard output, flushed: a number, null (a hole), or an
object of numbers, {"train": 0.3, "test": 0.5}, a panel for each key. With --points-per-request K a line
is an array of up to K points, and its answer an array. LOSS_LANDSCAPE_WORKER is 0 to jobs - 1.

Killed at any moment, the same command with the same --journal continues. Answered points are not asked
again, but for three of each worker whose end nobody saw, which tell whether it was in step.`,
};
