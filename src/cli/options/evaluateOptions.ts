import { GRID_OUTPUT } from "./outputOptions.ts";
import { flag, value, type Given } from "./definition.ts";
import { choiceOf } from "./parseChoice.ts";
import { openFraction, positiveNumber, wholeNumber } from "./parseNumber.ts";
import { windowRange } from "./parseRange.ts";
import { workShard } from "./parseShard.ts";
import { fileName } from "./parseText.ts";

const SCALES = ["linear", "log"] as const;

export const EVALUATE_OPTIONS = {
  w1: value("Window", "MIN:MAX[:COUNT]", "along the first direction", windowRange, {
    defaultText: "-1:1",
    separator: ":",
  }),
  w2: value("Window", "MIN:MAX[:COUNT]", "along the second direction", windowRange, {
    defaultText: "-1:1",
    separator: ":",
  }),
  resolution: value("Window", "N", "points along each axis without a COUNT", wholeNumber(2, 1e5), {
    defaultText: "51",
  }),
  accuracy: value(
    "Model",
    "A",
    "stop once the estimated error is below this share of the range",
    openFraction,
    { defaultText: "every point is evaluated" },
  ),
  budget: value("Model", "N", "most points to evaluate", wholeNumber(4, 1e9), {
    defaultText: "all",
  }),
  zScale: value(
    "Model",
    "KIND",
    "vertical scale of accuracy and interpolation: linear or log",
    choiceOf(SCALES),
    { defaultText: "linear", choices: SCALES },
  ),
  journal: value("Data", "DIR", "a folder that keeps every answer", fileName),
  jobs: value("Data", "N", "processes of the command", wholeNumber(1, 1024), { defaultText: "1" }),
  shard: value(
    "Data",
    "I/N",
    "the I-th share of the points; all shards share one journal",
    workShard,
  ),
  pointsPerRequest: value("Data", "K", "points a line, as an array", wholeNumber(1, 1e6), {
    defaultText: "one bare point",
  }),
  timeout: value("Data", "SECONDS", "most time for a request", positiveNumber, {
    defaultText: "no limit",
  }),
  retries: value(
    "Data",
    "N",
    "further tries of a point before it is a hole",
    wholeNumber(0, 1000),
    {
      defaultText: "2",
    },
  ),
  dryRun: flag("Output", "print the points and, from three evaluations, the time they take"),
  ...GRID_OUTPUT,
};
export type EvaluateGiven = Given<typeof EVALUATE_OPTIONS>;
