import { NORMALIZATIONS } from "../../core/directions/normalize.ts";
import { wholeNumber } from "../../core/options/numbers.ts";
import {
  inGroup,
  option,
  resolveOptions,
  type AnyGiven,
  type OptionsOf,
} from "../../core/options/table.ts";
import { choiceOf, fileName, fileNames } from "../../core/options/texts.ts";
import { anyOf } from "../../core/wording.ts";
import { QUIET } from "../outputOptions.ts";
import type { CommandSpec } from "./command.ts";

const DIRECTIONS_OPTIONS = {
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

/** `loss-landscape directions`: makes a plane in the space of a network's weights. */
export const directions: CommandSpec = {
  summary: "make the plane to look at from a network's weights or checkpoints",
  options: DIRECTIONS_OPTIONS,
  async run(given: AnyGiven) {
    const options = resolveOptions(DIRECTIONS_OPTIONS, given);
    const { writePlane } = await import("../writePlane.ts");
    await writePlane(options);
  },
  examples: `  loss-landscape directions --weights model.safetensors --seed 1 --out plane.safetensors
  loss-landscape directions --checkpoints run/*.safetensors --path path.csv --out plane.npz
  loss-landscape directions --through a.npz b.npz c.npz --out plane.npz

The plane has the tensors origin/NAME, x/NAME and y/NAME: a point (x, y) on it is
the model origin + x * x/NAME + y * y/NAME.`,
};
