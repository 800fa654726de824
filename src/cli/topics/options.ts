import { optionTopics, type DescribedOption } from "./optionTopics.ts";
import type { Topic } from "./topic.ts";

/** All options as a page in Markdown. */
export const options: Topic = {
  text(commands) {
    const all = Object.keys(commands);
    const parts = Array.from(optionTopics(commands), ([topic, rows]) =>
      [`## ${topic}`, "", ...table(rows.map((row) => cellsOf(row, all))), ""].join("\n"),
    );
    return `# Options

What is told in one place, on the command line, in a manifest (in camelCase: \`zScale\`) and in the library.
\`loss-landscape COMMAND --help all\` shows those of one command.

${parts.join("\n")}`;
  },
};

const HEADER = ["option", "default", "meaning", "of"];

function cellsOf(
  { flag, argument, help, default: usual, commands }: DescribedOption,
  all: string[],
) {
  const typed = argument === undefined ? flag : `${flag} ${argument}`;
  const owners = commands.length === all.length ? "all" : commands.join(", ");
  return [`\`${typed}\``, usual, help, owners].map((cell) => cell.replaceAll("|", "\\|"));
}

function table(rows: string[][]): string[] {
  const line = (cells: string[]) => `| ${cells.join(" | ")} |`;
  return [line(HEADER), line(HEADER.map(() => "---")), ...rows.map(line)];
}
