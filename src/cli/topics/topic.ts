import type { CommandSpec } from "../commands/command.ts";

/** Something that `help TOPIC` explains. */
export interface Topic {
  /** @param commands all of the program's */
  text(commands: Readonly<Record<string, CommandSpec>>): string;
}
