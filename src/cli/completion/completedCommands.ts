import type { OptionRow } from "../../core/options/table.ts";
import type { CommandSpec } from "../commands/command.ts";
import { argumentOf, flagOf, inFlags } from "../messages/flags.ts";

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

export async function completedCommands(
  commands: Readonly<Record<string, CommandSpec>>,
): Promise<CompletedCommand[]> {
  const entries = Object.entries(commands).map(async ([name, { summary, options, argument }]) => ({
    name,
    description: summary,
    options: [
      ...(await Promise.all(
        Object.entries(options).flatMap(([key, row]) => completedOption(key, row)),
      )),
      HELP,
    ],
    words: argument?.words ?? [],
    takesFile: argument !== undefined && !argument.words,
  }));
  return Promise.all(entries);
}

const HELP: CompletedOption = {
  flag: "--help",
  description: "print help",
  takesValue: false,
  takesFile: false,
  isList: false,
  words: [],
};

function completedOption(key: string, row: OptionRow<unknown>): Promise<CompletedOption>[] {
  const { kind, help } = row;
  const takesValue = argumentOf(row) !== undefined;
  const flag = flagOf(key);
  const complete = async (name: string, description: string): Promise<CompletedOption> => ({
    flag: name,
    description,
    takesValue,
    takesFile: kind.isPath ?? false,
    isList: kind.isList ?? false,
    words: (typeof kind.choices === "function" ? await kind.choices() : kind.choices) ?? [],
  });
  const isOnByDefault = !takesValue && row.default === true;
  if (!isOnByDefault) return [complete(flag, inFlags(help))];
  return [complete(flag, ""), complete(`--no-${flag.slice(2)}`, inFlags(help))];
}
