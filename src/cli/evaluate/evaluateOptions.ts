import {
  numberRange,
  openFraction,
  positiveNumber,
  wholeNumber,
} from "../../core/options/numbers.ts";
import { flag, inGroup, option, type OptionsOf } from "../../core/options/table.ts";
import { choiceOf, fileName } from "../../core/options/texts.ts";
import { GRID_OUTPUT } from "../commands/grid.ts";
import { workShard } from "../shard.ts";

export const EVALUATE_OPTIONS = {
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
