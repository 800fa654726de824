import { NORMALIZATIONS } from "../core/directions.ts";
import { wholeNumber } from "../core/options/numbers.ts";
import { inGroup, option, type OptionsOf } from "../core/options/table.ts";
import { choiceOf, fileName, fileNames } from "../core/options/texts.ts";
import { anyOf } from "../core/wording.ts";
import { QUIET } from "./output.ts";

export const DIRECTIONS_OPTIONS = {
  ...inGroup("Data", {
    weights: option(fileName, "a model: random directions around it"),
    checkpoints: option(fileNames, "a run: its two principal directions about the last"),
    through: option(fileNames, "three models: the plane through them"),
  }),
  ...inGroup("Model", {
    normalize: option(
      choiceOf(NORMALIZATIONS),
      `size of random directions: ${anyOf(NORMALIZATIONS)}`,
      { default: "filter" },
    ),
    seed: option(wholeNumber(0, 2 ** 32 - 1), "seed of the random directions", {
      argument: "S",
      default: 0,
    }),
  }),
  ...inGroup("Output", {
    out: option(fileName, "the plane: a .safetensors or .npz file"),
    path: option(fileName, "the models on the plane, as CSV: step,x,y,distance"),
  }),
  ...QUIET,
};
export type DirectionsOptions = OptionsOf<typeof DIRECTIONS_OPTIONS>;
