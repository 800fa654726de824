import type { CompletedCommand, CompletedOption } from "./completedCommands.ts";

/** A completion script for fish. */
export function fish(commands: CompletedCommand[]): string {
  const names = commands.map(({ name }) => name).join(" ");
  const lines = [
    "# fish completion: loss-landscape completion fish > ~/.config/fish/completions/loss-landscape.fish",
    "complete -c loss-landscape -e",
    "complete -c loss-landscape -f",
    `set -l commands ${names}`,
    `complete -c loss-landscape -n "not __fish_seen_subcommand_from $commands" -l help -d 'print help'`,
    `complete -c loss-landscape -n "not __fish_seen_subcommand_from $commands" -l version -d 'print the version'`,
    ...commands.map(
      ({ name, description }) =>
        `complete -c loss-landscape -n "not __fish_seen_subcommand_from $commands" -a ${name} -d ${quoted(description)}`,
    ),
    ...commands.flatMap(commandLines),
  ];
  return `${lines.join("\n")}\n`;
}

function commandLines({ name, options, words, takesFile }: CompletedCommand): string[] {
  const start = `complete -c loss-landscape -n "__fish_seen_subcommand_from ${name}"`;
  const lines = options.map((option) => `${start} ${optionPart(option)}`);
  if (takesFile) lines.push(`${start} -F`);
  if (words.length > 0) lines.push(`${start} -a ${quoted(words.join(" "))}`);
  return lines;
}

function optionPart({
  flag,
  description,
  takesValue,
  takesFile,
  isList,
  words,
}: CompletedOption): string {
  const parts = [`-l ${flag.slice(2)}`, `-d ${quoted(description)}`];
  if (takesValue) parts.push(takesFile ? "-r -F" : "-x");
  if (words.length > 0) {
    parts.push(`-a ${quoted(isList ? `(__fish_append , ${words.join(" ")})` : words.join(" "))}`);
  }
  return parts.join(" ");
}

function quoted(text: string): string {
  return `'${text.replace(/[\\']/g, "\\$&")}'`;
}
