import { VERSION } from "../generator.ts";
import type { CommandSpec } from "../commands/command.ts";
import { optionTopics, type DescribedOption } from "./optionTopics.ts";
import type { Topic } from "./topic.ts";

const STATUSES = [
  ["0", "All is done."],
  ["1", "Something failed on the way: a file, a disk, a program that was called."],
  ["2", "The input is wrong: an option, a table, a document."],
];

const VARIABLES = [
  ["SOURCE_DATE_EPOCH", "The time that PDF files name, in seconds."],
  ["NO_COLOR", "Where it is set, nothing is coloured."],
  ["COLUMNS", "How wide tables are where no terminal says it."],
  [
    "XDG_CACHE_HOME",
    "Where compiled code is kept between runs; NODE_DISABLE_COMPILE_CACHE keeps none.",
  ],
  ["LOSS_LANDSCAPE_WORKER", "Told to each worker of evaluate: its number, from 0."],
  ["LOSS_LANDSCAPE_DEBUG", "With 1, errors say where they come from."],
];

/** The manual page, in the language of man. */
export const man: Topic = {
  text(commands) {
    const topics = Array.from(optionTopics(commands), ([topic, rows]) => [
      `.SS ${escaped(topic)}`,
      ...rows.flatMap(optionLines),
    ]);
    return [
      `.TH LOSS-LANDSCAPE 1 "" "loss-landscape ${VERSION}" "User Commands"`,
      ".SH NAME",
      "loss-landscape \\- compute the loss landscape of a model and draw it as a picture",
      ".SH SYNOPSIS",
      ".B loss-landscape",
      "\\fICOMMAND\\fR [\\fIOPTIONS\\fR]",
      ".SH COMMANDS",
      ...Object.entries(commands).flatMap(commandLines),
      ".SH OPTIONS",
      ...topics.flat(),
      ".SH EXIT STATUS",
      ...STATUSES.flatMap(taggedLines),
      ".SH ENVIRONMENT",
      ...VARIABLES.flatMap(taggedLines),
      ".SH EXAMPLES",
      ".nf",
      ...Object.values(commands).flatMap(({ examples }) => examples.split("\n").map(lineOf)),
      ".fi",
      "",
    ].join("\n");
  },
};

function commandLines([name, { summary, argument }]: [string, CommandSpec]): string[] {
  const word = argument && `${argument.name}${argument.takesRest ? "..." : ""}`;
  const shown = word && (argument.isOptional ? ` [${word}]` : ` ${word}`);
  return [".TP", `\\fB${escaped(name)}\\fR${escaped(shown ?? "")}`, lineOf(`${summary}.`)];
}

function optionLines({
  flag,
  argument,
  help,
  default: usual,
  commands,
}: DescribedOption): string[] {
  const value = argument === undefined ? "" : ` \\fI${escaped(argument)}\\fR`;
  const without = usual === "" ? "" : ` Default: ${usual}.`;
  const text = `${help}.${without} (${commands.join(", ")})`;
  return [".TP", `\\fB${escaped(flag)}\\fR${value}`, lineOf(text)];
}

function taggedLines([tag, text]: string[]): string[] {
  return [".TP", `.B ${escaped(tag)}`, lineOf(text)];
}

/** A line of text: one that begins with a point or an apostrophe would be a command. */
function lineOf(text: string): string {
  return `\\&${escaped(text)}`;
}

function escaped(text: string): string {
  return text.replaceAll("\\", "\\e").replaceAll("-", "\\-");
}
