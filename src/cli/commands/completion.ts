import { InputError } from "../../core/errors.ts";
import { Expected } from "../../core/options/kind.ts";
import { choiceOf, namesOf } from "../../core/options/texts.ts";
import { anyOf, shown } from "../../core/wording.ts";
import { writeResult } from "../output.ts";
import { SHELLS } from "../completion/shells.ts";
import type { CommandSpec } from "./command.ts";

/** `loss-landscape completion`: a script that completes this program's commands and options. */
export const completion: CommandSpec = {
  summary: "print a script that completes commands and options",
  options: {},
  argument: { name: "SHELL", help: anyOf(namesOf(SHELLS)), words: namesOf(SHELLS) },
  examples: `  source <(loss-landscape completion bash)
  loss-landscape completion zsh > ~/.zfunc/_loss-landscape
  loss-landscape completion fish > ~/.config/fish/completions/loss-landscape.fish`,
  async run(_, [word], commands) {
    const shell = readShell(word);
    const { completedCommands } = await import("../completion/completedCommands.ts");
    await writeResult("-", [SHELLS[shell](await completedCommands(commands))]);
  },
};

function readShell(word: string): keyof typeof SHELLS {
  try {
    return choiceOf(SHELLS).read(word);
  } catch (error) {
    if (!(error instanceof Expected)) throw error;
    throw new InputError(`completion ${shown(word)}: expected ${error.message}`);
  }
}
