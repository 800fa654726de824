import { resolveOptions, type AnyGiven } from "../../core/options/table.ts";
import { GRID_WRITERS } from "../../io/gridWriters/gridWriters.ts";
import { EVALUATE_OPTIONS } from "../evaluate/evaluateOptions.ts";
import { outputFormat } from "../output.ts";
import type { CommandSpec } from "./command.ts";

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
