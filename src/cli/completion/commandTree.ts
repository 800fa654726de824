import type { Command, Option } from "commander";
import { colormapNames } from "../../render/colormaps.ts";
import { SHELLS } from "./shells.ts";

/** What a shell needs to know of a command. */
export interface CompletedCommand {
  name: string;
  description: string;
  options: CompletedOption[];
  /** Words for its argument, where that is not a file. */
  words: readonly string[];
  takesFile: boolean;
}

export interface CompletedOption {
  /** With its dashes. */
  flag: string;
  description: string;
  takesValue: boolean;
  takesFile: boolean;
  /** The value is a list of words with commas between them. */
  isList: boolean;
  words: readonly string[];
}

export function completedCommands(program: Command): CompletedCommand[] {
  return program.commands.map((command) => ({
    name: command.name(),
    description: command.description(),
    options: [...command.options.map(completedOption), HELP],
    words: command.name() === "completion" ? SHELLS : [],
    takesFile: command.name() === "batch",
  }));
}

const HELP: CompletedOption = {
  flag: "--help",
  description: "print help",
  takesValue: false,
  takesFile: false,
  isList: false,
  words: [],
};

function completedOption({
  long,
  flags,
  description,
  required,
  argChoices,
}: Option): CompletedOption {
  return {
    flag: long ?? "",
    description,
    takesValue: required,
    takesFile: /<(FILE|DIR)/.test(flags),
    isList: flags.endsWith("<LIST>"),
    words: long === "--colormap" ? colormapNames() : (argChoices ?? []),
  };
}
