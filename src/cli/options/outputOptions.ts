import { GRID_WRITERS } from "../../io/gridWriters/gridWriters.ts";
import { namesOf } from "../../core/options/texts.ts";
import { IMAGE_FORMATS } from "../../render/formats/imageFormats.ts";
import { flag, value } from "./definition.ts";
import { anyOf, choiceOf } from "./parseChoice.ts";
import { wholeNumber } from "./parseNumber.ts";
import { fileName } from "./parseText.ts";
import { workShard } from "./parseShard.ts";

const IMAGE_FORMAT_NAMES = namesOf(IMAGE_FORMATS);
const GRID_WRITER_NAMES = namesOf(GRID_WRITERS);

/** `.png, .svg or .pdf`. */
function anyEnding(formats: Record<string, { extensions: readonly string[] }>): string {
  return anyOf(Object.values(formats).map(({ extensions: [usual] }) => usual));
}

const quiet = flag("Output", "no notes");

export const PICTURE_OUTPUT = {
  out: value("Output", "FILE", `a ${anyEnding(IMAGE_FORMATS)} file; - is stdout`, fileName, {
    defaultText: "-",
  }),
  format: value("Output", "NAME", anyOf(IMAGE_FORMAT_NAMES), choiceOf(IMAGE_FORMAT_NAMES), {
    defaultText: "by the file's name",
    choices: IMAGE_FORMAT_NAMES,
  }),
  quiet,
};

export const GRID_OUTPUT = {
  out: value("Output", "FILE", `a ${anyEnding(GRID_WRITERS)} file; - is stdout`, fileName, {
    defaultText: "-",
  }),
  format: value("Output", "NAME", anyOf(GRID_WRITER_NAMES), choiceOf(GRID_WRITER_NAMES), {
    defaultText: "by the file's name, or json",
    choices: GRID_WRITER_NAMES,
  }),
  quiet,
};

export const DOCUMENT_OUT = value("Output", "FILE", "a file; - is stdout", fileName, {
  defaultText: "-",
});

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
