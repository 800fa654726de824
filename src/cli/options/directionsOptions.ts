import { NORMALIZATIONS } from "../../core/directions/normalize.ts";
import { files, flag, value, type Given } from "./definition.ts";
import { choiceOf } from "./parseChoice.ts";
import { wholeNumber } from "./parseNumber.ts";
import { fileName } from "./parseText.ts";

export const DIRECTIONS_OPTIONS = {
  weights: value("Data", "FILE", "a model: random directions around it", fileName),
  checkpoints: files(
    "Data",
    "FILE",
    "a run: its two principal directions about the last",
    fileName,
  ),
  through: files("Data", "FILE", "three models: the plane through them", fileName),
  normalize: value(
    "Model",
    "NAME",
    "size of random directions: filter, layer or none",
    choiceOf(NORMALIZATIONS),
    { defaultText: "filter", choices: NORMALIZATIONS },
  ),
  seed: value("Model", "S", "seed of the random directions", wholeNumber(0, 2 ** 32 - 1), {
    defaultText: "0",
  }),
  out: value("Output", "FILE", "the plane: a .safetensors or .npz file", fileName),
  path: value("Output", "FILE", "the models on the plane, as CSV: step,x,y,distance", fileName),
  quiet: flag("Output", "no notes"),
};

export type DirectionsGiven = Given<typeof DIRECTIONS_OPTIONS>;
