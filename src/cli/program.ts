import { Command } from "commander";
import { COMMANDS } from "./commands/commands.ts";
import type { CommandSpec } from "./commands/command.ts";
import { complaint, refuseExcess } from "./complaints.ts";
import { addOptions } from "./flags.ts";
import { VERSION } from "./generator.ts";

/** What one run of the command line hands back. */
export interface Session {
  /** The text of `--help` or `--version`. */
  printed: string;
  /** The exit status. */
  status: number;
}

const EXAMPLES = `  loss-landscape render --out fig.png
  loss-landscape render --explain --out fig.svg
  loss-landscape render --data houses.csv --features rooms,area --target price --out fig.png
  loss-landscape describe --scales 1,1000
  loss-landscape grid | jq '.panels[].curvature'

loss-landscape COMMAND --help shows the options of a command.`;

/**
 * The command line as a tree of commands and options; parsing runs the command that is named.
 *
 * @param session takes what is printed and the exit status
 */
export function createProgram(session: Session): Command {
  const print = (text: string) => {
    session.printed += text;
  };
  const program = new Command("loss-landscape");
  program
    .configureHelp({ optionDescription: ({ description }) => description })
    .configureOutput({ writeOut: print, writeErr: print, outputError: () => {} })
    .showSuggestionAfterError(false)
    .description("Computes the loss landscape of a model over two of its weights and draws it.")
    .version(VERSION, "-V, --version", "print the version")
    .helpOption("-h, --help", "print this help")
    .helpCommand(false)
    .addHelpText("after", `\nExamples:\n${EXAMPLES}`);
  complainsInOneLine(program);
  for (const [name, spec] of Object.entries(COMMANDS)) addCommand(program, name, spec, session);
  return program;
}

function addCommand(program: Command, name: string, spec: CommandSpec, session: Session): void {
  const { summary, options, argument, examples } = spec;
  const command = program
    .command(name)
    .description(summary)
    .allowExcessArguments()
    .addHelpText("after", `\nExamples:\n${examples}`);
  addOptions(command, options);
  if (argument) {
    const dots = argument.takesRest ? "..." : "";
    command.argument(`<${argument.name}${dots}>`, argument.help);
  }
  complainsInOneLine(command);
  command.action(async () => {
    refuseExcess(command);
    session.status = (await spec.run(command.opts(), command.args, COMMANDS)) ?? 0;
  });
}

function complainsInOneLine(command: Command): void {
  command.exitOverride((error) => {
    throw complaint(command, error);
  });
}
