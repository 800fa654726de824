import { Command, Help, type Option } from "commander";
import { COMMANDS } from "./commands/commands.ts";
import type { CommandSpec } from "./commands/command.ts";
import { complaint, refuseExcess } from "./messages/complaints.ts";
import { addOptions } from "./messages/flags.ts";
import { VERSION } from "./generator.ts";
import { namesOf } from "../core/options/texts.ts";
import { anyOf } from "../core/wording.ts";
import { TOPICS } from "./topics/topics.ts";

/** What one run of the command line hands back. */
export interface Session {
  /** The text of `--help` or `--version`. */
  printed: string;
  /** The exit status. */
  status: number;
  /** Whether help shows all options of a command. */
  showsAll?: boolean;
}

const EXAMPLES = `  loss-landscape render --out fig.png
  loss-landscape render --explain --out fig.svg
  loss-landscape render --data houses.csv --features rooms,area --target price --out fig.png
  loss-landscape describe --scales 1,1000
  loss-landscape grid | jq '.panels[].curvature'

loss-landscape COMMAND --help shows the options of a command, --help all the rare ones, too.
loss-landscape help TOPIC explains ${anyOf(namesOf(TOPICS))}.`;

/**
 * The command line as a tree of commands and options; parsing runs the command that is named.
 *
 * @param session takes what is printed and the exit status
 * @param names the commands that it has; where it is known which one is asked for, the others would only cost time
 */
export function createProgram(session: Session, names = namesOf(COMMANDS)): Command {
  const print = (text: string) => {
    session.printed += text;
  };
  const rare = new Set<Option>();
  const program = new Command("loss-landscape");
  program
    .configureHelp({
      optionDescription: ({ description }) => description,
      visibleOptions(command) {
        const options = Help.prototype.visibleOptions.call(this, command);
        return session.showsAll ? options : options.filter((option) => !rare.has(option));
      },
    })
    .configureOutput({ writeOut: print, writeErr: print, outputError: () => {} })
    .showSuggestionAfterError(false)
    .description("Computes the loss landscape of a model over two of its weights and draws it.")
    .version(VERSION, "-V, --version", "print the version")
    .helpOption("-h, --help", "print this help")
    .helpCommand(false)
    .addHelpText("after", `\nExamples:\n${EXAMPLES}`);
  complainsInOneLine(program);
  for (const name of names) {
    addCommand(program, name, COMMANDS[name], session).forEach((option) => rare.add(option));
  }
  return program;
}

/** @returns the options that help leaves out unless it is asked for all */
function addCommand(
  program: Command,
  name: string,
  spec: CommandSpec,
  session: Session,
): Set<Option> {
  const { summary, options, argument, examples } = spec;
  const command = program
    .command(name)
    .description(summary)
    .allowExcessArguments()
    .addHelpText("after", `\nExamples:\n${examples}`);
  const rare = addOptions(command, options);
  if (rare.size > 0 && !session.showsAll) {
    command.addHelpText("after", `\n${name} --help all shows ${rare.size} more options.`);
  }
  if (argument) {
    const dots = argument.takesRest ? "..." : "";
    const word = `${argument.name}${dots}`;
    command.argument(argument.isOptional ? `[${word}]` : `<${word}>`, argument.help);
  }
  complainsInOneLine(command);
  command.action(async () => {
    refuseExcess(command);
    session.status = (await spec.run(command.opts(), command.args, COMMANDS)) ?? 0;
  });
  return rare;
}

function complainsInOneLine(command: Command): void {
  command.exitOverride((error) => {
    throw complaint(command, error);
  });
}
