import { defaultWords, type OptionRow } from "../../core/options/table.ts";
import type { CommandSpec } from "../commands/command.ts";
import { argumentOf, flagOf, inFlags } from "../messages/flags.ts";

/** One option of one or several commands, in words. */
export interface DescribedOption {
  /** As it is typed: `--no-metadata`. */
  flag: string;
  /** Stands for its value; none for a switch. */
  argument?: string;
  help: string;
  default: string;
  /** The commands that have it. */
  commands: string[];
}

/** The options of all commands by the headings of the help; alike ones of several commands once. */
export function optionTopics(
  commands: Readonly<Record<string, CommandSpec>>,
): Map<string, DescribedOption[]> {
  const topics = new Map<string, DescribedOption[]>();
  for (const [name, { options }] of Object.entries(commands)) {
    for (const [key, row] of Object.entries(options)) {
      const described = describeOption(key, row);
      const topic = topics.get(row.group) ?? [];
      topics.set(row.group, topic);
      const known = topic.find((other) => wordsOf(other) === wordsOf(described));
      if (known) known.commands.push(name);
      else topic.push({ ...described, commands: [name] });
    }
  }
  return topics;
}

function describeOption(key: string, row: OptionRow<unknown>): Omit<DescribedOption, "commands"> {
  const flag = flagOf(key);
  const argument = argumentOf(row);
  const isOn = argument === undefined && row.default === true;
  return {
    flag: isOn ? `--no-${flag.slice(2)}` : flag,
    argument: argument && (row.kind.repeats ? `${argument}…` : argument),
    help: inFlags(row.help),
    default: argument === undefined ? "" : inFlags(defaultWords(row) ?? ""),
  };
}

function wordsOf({ flag, argument, help, default: usual }: Omit<DescribedOption, "commands">) {
  return [flag, argument, help, usual].join("\n");
}
