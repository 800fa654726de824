import { bash } from "./bash.ts";
import type { CompletedCommand } from "./completedCommands.ts";
import { fish } from "./fish.ts";
import { zsh } from "./zsh.ts";

/** Each shell's script that completes the commands and their options. */
export const SHELLS = { bash, zsh, fish } satisfies Record<
  string,
  (commands: CompletedCommand[]) => string
>;
