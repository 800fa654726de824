import type { Command, CommanderError } from "commander";
import { InputError } from "../../core/errors.ts";
import { MEANT_COMMANDS, MEANT_OPTIONS } from "./meant.ts";
import { nearest, shown } from "../../core/wording.ts";

/**
 * What is wrong with the words of a command line, as one line that names the
 * nearest known word; a `CommanderError` that is no complaint comes back.
 *
 * @param command that was given the words
 */
export function complaint(command: Command, error: CommanderError): Error {
  const [, word = ""] = /'([^]*)'/.exec(error.message) ?? [];
  switch (error.code) {
    case "commander.unknownOption":
      return unknownOption(command, word);
    case "commander.unknownCommand":
      return unknownCommand(command, word);
    case "commander.optionMissingArgument":
      return new InputError(`${word}: the value is missing`);
    case "commander.missingArgument":
      return new InputError(`${command.name()}: ${word} is missing; see ${pathOf(command)} --help`);
    default:
      return error;
  }
}

/** @throws InputError where a command was given words that it does not take */
export function refuseExcess(command: Command): void {
  const takes = command.registeredArguments;
  if (takes.some(({ variadic }) => variadic) || command.args.length <= takes.length) return;
  const first = shown(command.args[takes.length]);
  throw new InputError(`${command.name()}: unexpected ${first}; see ${pathOf(command)} --help`);
}

function unknownOption(command: Command, given: string): InputError {
  const flags = [...command.options.flatMap(({ long }) => (long ? [long] : [])), "--help"];
  const [option] = given.split("=", 1);
  if (option !== given && flags.includes(option)) {
    return new InputError(`${shown(given)}: ${option} takes no value`);
  }
  const closest = meantOption(option, flags) ?? nearest(option, flags);
  const owners = command.commands.filter(({ options }) =>
    options.some(({ long }) => long === option),
  );
  const hint = closest
    ? `did you mean ${closest}?`
    : owners.length > 0
      ? `it belongs to ${owners.map((owner) => owner.name()).join(", ")}`
      : `see ${pathOf(command)} --help`;
  return new InputError(`unknown option ${shown(option)}; ${hint}`);
}

function unknownCommand(program: Command, given: string): InputError {
  const names = program.commands.map((command) => command.name());
  const closest = MEANT_COMMANDS[given.toLowerCase()] ?? nearest(given, names);
  const hint = closest ? `did you mean ${closest}?` : `expected ${names.join(", ")}`;
  return new InputError(`unknown command ${shown(given)}; ${hint}`);
}

/** What is called otherwise elsewhere, where the command has it. */
function meantOption(given: string, flags: readonly string[]): string | undefined {
  const meant = MEANT_OPTIONS[given.toLowerCase()];
  const isHere =
    meant !== undefined && (!meant.startsWith("--") || flags.includes(meant.split(" ", 1)[0]));
  return isHere ? meant : undefined;
}

function pathOf(command: Command): string {
  return command.parent ? `${command.parent.name()} ${command.name()}` : command.name();
}
