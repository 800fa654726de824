import { Command } from "commander";
import { InputError } from "../core/errors.ts";
import { nearest } from "./options/nearest.ts";
import { shown } from "./options/shown.ts";

/** A commander command whose complaints are ours: one line that names the nearest known word. */
export class LandscapeCommand extends Command {
  override createCommand(name?: string): LandscapeCommand {
    return new LandscapeCommand(name);
  }

  unknownOption(given: string): never {
    const option = given.split("=", 1)[0];
    if (option !== given && this.#optionFlags().includes(option)) {
      throw new InputError(`${shown(given)}: ${option} takes no value`);
    }
    const closest = nearest(option, this.#optionFlags());
    const owners = this.commands.filter((command) =>
      command.options.some((known) => known.long === option),
    );
    const hint = closest
      ? `; did you mean ${closest}?`
      : owners.length > 0
        ? `; it belongs to ${owners.map((command) => command.name()).join(", ")}`
        : `; see ${this.#path()} --help`;
    throw new InputError(`unknown option ${shown(option)}${hint}`);
  }

  unknownCommand(): never {
    const names = this.commands.map((command) => command.name());
    const closest = nearest(this.args[0], names);
    const hint = closest ? `did you mean ${closest}?` : `expected ${names.join(", ")}`;
    throw new InputError(`unknown command ${shown(this.args[0])}; ${hint}`);
  }

  optionMissingArgument(option: { flags: string }): never {
    throw new InputError(`${option.flags}: the value is missing`);
  }

  missingArgument(name: string): never {
    throw new InputError(`${this.name()}: ${name} is missing; see ${this.#path()} --help`);
  }

  _excessArguments(received: string[]): never {
    const first = received[this.registeredArguments.length];
    throw new InputError(`${this.name()}: unexpected ${shown(first)}; see ${this.#path()} --help`);
  }

  #optionFlags(): string[] {
    const own = this.options.flatMap(({ long }) => (long ? [long] : []));
    return [...own, "--help"];
  }

  #path(): string {
    return this.parent ? `${this.parent.name()} ${this.name()}` : this.name();
  }
}
