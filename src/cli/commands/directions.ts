import { resolveOptions, type AnyGiven } from "../../core/options/table.ts";
import { DIRECTIONS_OPTIONS } from "../directionsOptions.ts";
import type { CommandSpec } from "./command.ts";

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
