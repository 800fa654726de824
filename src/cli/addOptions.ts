import { Option, type Command } from "commander";
import { OPTION_GROUPS, flagOf, type OptionDefinition } from "./options/definition.ts";
import { readOption } from "./options/readOption.ts";

type OptionTable = Record<string, OptionDefinition>;

/** Adds options to a command under the headings of their groups. */
export function addOptions<Target extends Command>(command: Target, table: OptionTable): Target {
  for (const group of OPTION_GROUPS) {
    for (const [name, definition] of Object.entries(table)) {
      if (definition.group !== group) continue;
      for (const option of commanderOptions(name, definition)) {
        command.addOption(option.helpGroup(`${group}:`));
      }
    }
  }
  return command;
}

function commanderOptions(name: string, definition: OptionDefinition): Option[] {
  const flags = flagOf(name);
  const { kind, description } = definition;
  if (kind === "flag") {
    if (!definition.isOnByDefault) return [new Option(flags, description)];
    return [new Option(flags).hideHelp(), new Option(`--no-${flags.slice(2)}`, description)];
  }
  if (kind === "files") {
    const option = new Option(`${flags} <${definition.argument}...>`, description);
    return [
      option.argParser((text: string, before: string[] = []) => [
        ...before,
        readOption(name, definition.parse, text),
      ]),
    ];
  }
  const { argument, parse, defaultText } = definition;
  const shownDefault = defaultText === undefined ? "" : ` (${defaultText})`;
  const option = new Option(`${flags} <${argument}>`, description + shownDefault);
  option.argParser((text: string) => readOption(name, parse, text));
  if (definition.choices) option.argChoices = [...definition.choices];
  return [option];
}
