import { DESCENT_METHODS, LOSS_NAMES, SCALER_NAMES } from "../../core/landscape.ts";
import { RANDOM_STREAM_NAMES } from "../../core/random/randomStream.ts";
import { namesOf } from "../../core/options/texts.ts";
import { TABLE_FORMATS } from "../../io/tableFormats/tableFormats.ts";
import { files, flag, value, type Given } from "./definition.ts";
import { ENGINE_OPTIONS } from "./engineOptions.ts";
import { choiceOf } from "./parseChoice.ts";
import { listOf, nameList, namePair } from "./parseList.ts";
import {
  nonNegativeNumber,
  numberPair,
  openFraction,
  positiveNumber,
  wholeNumber,
} from "./parseNumber.ts";
import { windowRange } from "./parseRange.ts";
import { learningRate } from "./parseRate.ts";
import { anyText, fileName, nonEmptyText } from "./parseText.ts";

const MOST_PANELS = 6;
const MISSING_RULES = ["error", "drop"] as const;
const WINDOW_KINDS = ["fixed", "auto"] as const;

/** The options that make landscapes. */
export const COMPUTING_OPTIONS = {
  samples: value("Data", "N", "rows of synthetic data", wholeNumber(1, 10_000_000), {
    defaultText: "100",
  }),
  seed: value("Data", "S", "seed of the synthetic data", anyText, { defaultText: "0" }),
  rng: value("Data", "NAME", "random stream: numpy or seedrandom", choiceOf(RANDOM_STREAM_NAMES), {
    defaultText: "numpy",
    choices: RANDOM_STREAM_NAMES,
  }),
  scales: value("Data", "A,B", "range of each synthetic feature", numberPair, {
    defaultText: "1,100",
  }),
  weights: value("Data", "A,B", "weights that made y", numberPair, { defaultText: "3,0.1" }),
  noise: value("Data", "SD", "standard deviation of the noise in y", nonNegativeNumber, {
    defaultText: "2",
  }),
  data: value(
    "Data",
    "FILE",
    "a table instead: CSV, TSV, JSON, NDJSON, Parquet, a database; - is stdin",
    fileName,
  ),
  dataFormat: value(
    "Data",
    "NAME",
    "its format: csv, tsv, json or ndjson",
    choiceOf(namesOf(TABLE_FORMATS)),
    {
      defaultText: "by the file's name",
      choices: namesOf(TABLE_FORMATS),
    },
  ),
  features: value("Data", "A,B,…", "columns used as features", nameList, {
    defaultText: "all others",
  }),
  target: value("Data", "Y", "column to predict", nonEmptyText, { defaultText: "the last" }),
  missing: value(
    "Data",
    "RULE",
    "rows with an empty cell: error or drop",
    choiceOf(MISSING_RULES),
    {
      defaultText: "error",
      choices: MISSING_RULES,
    },
  ),
  maxRows: value("Data", "N", "most rows of a table", wholeNumber(1, 2 ** 31), {
    defaultText: "50000000",
  }),
  ...ENGINE_OPTIONS,
  intercept: flag("Model", "add a constant term, named intercept"),
  axes: value("Model", "A,B", "the two weights that vary", namePair, {
    defaultText: "the first two",
  }),
  scalers: value(
    "Model",
    "LIST",
    "one panel each: none, standard, minmax, maxabs, robust",
    listOf(choiceOf(SCALER_NAMES), MOST_PANELS, "scalers"),
    { defaultText: "none,standard", choices: SCALER_NAMES },
  ),
  loss: value("Model", "NAME", "mse, mae, huber, logistic or hinge", choiceOf(LOSS_NAMES), {
    defaultText: "mse",
    choices: LOSS_NAMES,
  }),
  delta: value("Model", "D", "where huber turns linear", positiveNumber, { defaultText: "1" }),
  l1: value("Model", "LAMBDA", "adds LAMBDA * sum(|w|) to the loss", nonNegativeNumber, {
    defaultText: "0",
  }),
  l2: value("Model", "LAMBDA", "adds LAMBDA * sum(w²) to the loss", nonNegativeNumber, {
    defaultText: "0",
  }),
  w1: value("Window", "MIN:MAX[:COUNT]", "first weight, end points included", windowRange, {
    defaultText: "-1:5:50",
    separator: ":",
  }),
  w2: value("Window", "MIN:MAX[:COUNT]", "second weight", windowRange, {
    defaultText: "-1:0.5:50",
    separator: ":",
  }),
  resolution: value("Window", "N", "points along each axis without a COUNT", wholeNumber(2, 1e9), {
    defaultText: "50",
  }),
  window: value(
    "Window",
    "KIND",
    "fixed, or auto: each panel around its optimum",
    choiceOf(WINDOW_KINDS),
    { defaultText: "fixed; auto with --data", choices: WINDOW_KINDS },
  ),
  descent: value(
    "Descent",
    "METHOD",
    "a path on the surface: gd, momentum, nesterov or adam",
    choiceOf(DESCENT_METHODS),
    { choices: DESCENT_METHODS },
  ),
  start: value("Descent", "A,B", "where it starts", numberPair, {
    defaultText: "a tenth in from the low corner",
  }),
  rate: value("Descent", "R", "step size; auto: the best; 0.9max: of the largest", learningRate, {
    defaultText: "auto",
    choices: ["auto"],
  }),
  steps: value("Descent", "N", "most steps", wholeNumber(1, 1_000_000), { defaultText: "200" }),
  tolerance: value("Descent", "T", "share of the loss at which it has arrived", openFraction, {
    defaultText: "1e-6",
  }),
};

/** Grid documents in place of computing, and what is read of them. */
export const READING_OPTIONS = {
  from: files("Data", "FILE", "grid documents instead of computing; - is stdin", fileName),
  path: files(
    "Data",
    "[LABEL=]FILE",
    "trajectories x,y[,loss][,step] on all panels; 2:LABEL=FILE on the second",
    fileName,
  ),
  surface: value("Data", "NAME", "the dataset of an HDF5 file to draw", nonEmptyText, {
    defaultText: "train_loss",
  }),
  maxPoints: value("Data", "N", "most points of a grid", wholeNumber(4, 2 ** 31), {
    defaultText: "25000000",
  }),
};

export type ComputingGiven = Given<typeof COMPUTING_OPTIONS>;
export type ReadingGiven = Given<typeof READING_OPTIONS>;
