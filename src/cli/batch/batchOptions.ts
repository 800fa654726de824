import { wholeNumber } from "../../core/options/numbers.ts";
import { flag, inGroup, option, type OptionsOf } from "../../core/options/table.ts";
import { fileName } from "../../core/options/texts.ts";
import { QUIET } from "../output.ts";
import { workShard } from "../shard.ts";

export const BATCH_OPTIONS = inGroup("Output", {
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
