import { DOCUMENT_FORMATS } from "../../io/writeDocument.ts";
import { FIGURE_FORMATS } from "../../render/figureOptions.ts";
import { flag, value } from "./definition.ts";
import { choiceOf } from "./parseChoice.ts";
import { wholeNumber } from "./parseNumber.ts";
import { fileName } from "./parseText.ts";
import { workShard } from "./parseShard.ts";

const quiet = flag("Output", "no notes");

export const PICTURE_OUTPUT = {
  out: value("Output", "FILE", "a .png, .svg or .pdf file; - is stdout", fileName, {
    defaultText: "-",
  }),
  format: value("Output", "NAME", "png, svg or pdf", choiceOf(FIGURE_FORMATS), {
    defaultText: "by the file's name",
    choices: FIGURE_FORMATS,
  }),
  quiet,
};

export const GRID_OUTPUT = {
  out: value("Output", "FILE", "a .json, .csv or .npz file; - is stdout", fileName, {
    defaultText: "-",
  }),
  format: value("Output", "NAME", "json, csv or npz", choiceOf(DOCUMENT_FORMATS), {
    defaultText: "by the file's name, or json",
    choices: DOCUMENT_FORMATS,
  }),
  quiet,
};

export const DESCRIPTION_OUTPUT = {
  json: flag("Output", "all numbers, as JSON"),
  quiet,
};

export const BATCH_OUTPUT = {
  jobs: value("Output", "N", "figures drawn at a time", wholeNumber(1, 256), {
    defaultText: "one per processor",
  }),
  shard: value("Output", "I/N", "every N-th figure only, the I-th of them first", workShard),
  skipUnchanged: flag("Output", "leave alone what would come out the same"),
  failFast: flag("Output", "stop at the first figure that fails"),
  report: value("Output", "FILE", "what became of each figure, as JSON; - is stdout", fileName),
  outDir: value("Output", "DIR", "folder of the figures", fileName, {
    defaultText: "the manifest's",
  }),
  allowOutside: flag("Output", "let figures and data lie outside the manifest's folder"),
  maxFigures: value("Output", "N", "most figures of a manifest", wholeNumber(1, 1e7), {
    defaultText: "100000",
  }),
  quiet,
};
